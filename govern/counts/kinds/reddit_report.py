"""Reddit Ads report by account or campaign, as connectors write it: one column a window, money in micros."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 26

KIND = Kind(
    "Reddit Ads report",
    "counts",
    ("account_id", "date", "ecpm", "impressions"),
    layer="platform",
    platform="reddit",
    day=("date",),
    windows=("attribution_window_",),
    asks=("event",),
)
