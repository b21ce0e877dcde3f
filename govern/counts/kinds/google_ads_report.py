"""Google Ads, Reports, Download: two lines of title, `Total:` rows below."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 24

KIND = Kind(
    "Google Ads report (download)",
    "counts",
    ("conversions", ("cost", "impr", "clicks"), ("campaign", "ad_group", "conversion_action", "day", "account")),
    layer="platform",
    platform="google_ads",
    day=("day", "date", "hour_of_day"),
    event=("conversion_action",),
    count=("conversions", "all_conv"),
    value=("conv._value", "all_conv._value"),
    currency=("currency_code", "currency"),
)
