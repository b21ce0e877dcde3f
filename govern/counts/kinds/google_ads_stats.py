"""Google Ads API statistics, as connectors write them (Fivetran's `account_stats`, `campaign_stats`): cost in micros."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 23

KIND = Kind(
    "Google Ads statistics",
    "counts",
    ("customer_id", "date", ("conversions", "all_conversions"), "cost_micros"),
    layer="platform",
    platform="google_ads",
    day=("date",),
    event=("conversion_action_name", "conversion_action"),
    count=("conversions", "all_conversions"),
    value=("conversions_value", "all_conversions_value"),
    currency=("currency_code",),
)
