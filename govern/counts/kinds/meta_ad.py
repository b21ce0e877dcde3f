"""Meta Ads insights by ad, as connectors write them (Fivetran's `basic_ad`): spend and clicks, no conversions."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 22

KIND = Kind(
    "Meta Ads spend",
    "spend",
    ("ad_id", "date", "spend", "impressions"),
    layer="platform",
    platform="meta",
    day=("date",),
)
