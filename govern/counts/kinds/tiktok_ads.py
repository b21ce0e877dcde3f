"""TikTok Ads reports, as connectors write them (Fivetran's `campaign_report_hourly`): by hour, `-` for nothing."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 27

KIND = Kind(
    "TikTok Ads report",
    "counts",
    (
        ("stat_time_hour", "stat_time_day"),
        ("conversion", "result"),
        ("campaign_id", "adgroup_id", "ad_id", "advertiser_id"),
    ),
    layer="platform",
    platform="tiktok",
    day=("stat_time_hour", "stat_time_day"),
    count=("conversion", "result"),
    value=("total_purchase_value",),
    asks=("event",),
)
