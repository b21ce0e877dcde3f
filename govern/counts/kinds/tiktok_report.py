"""TikTok Business API, `report/integrated/get`: JSON with `dimensions` and `metrics` in each row."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 11

KIND = Kind(
    "TikTok report (API)",
    "counts",
    (("stat_time_day", "stat_time_hour", "campaign_id", "adgroup_id", "ad_id", "advertiser_id"),),
    layer="platform",
    platform="tiktok",
    forms=("tiktok-report",),
    day=("stat_time_day", "stat_time_hour"),
    count=("complete_payment", "conversion", "result"),
    value=("complete_payment_value", "total_purchase_value"),
    currency=("currency",),
    asks=("event",),
)
