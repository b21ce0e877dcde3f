"""Google Ads' `search` and `searchStream`, with `segments.date` and a conversion metric in the query."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 34
METRICS = ("metrics.conversions", "metrics.allconversions", "metrics.all_conversions")

KIND = Kind(
    "Google Ads report (API)",
    "counts",
    ("segments.date", METRICS),
    layer="platform",
    platform="google_ads",
    day=("segments.date",),
    event=("segments.conversionactionname", "segments.conversion_action_name"),
    count=METRICS,
    value=("metrics.conversionsvalue", "metrics.conversions_value"),
    currency=("customer.currencycode", "customer.currency_code"),
)
