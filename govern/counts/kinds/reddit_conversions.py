"""Reddit Ads conversions by event, as connectors write them: one column a window."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 25

KIND = Kind(
    "Reddit Ads conversions",
    "counts",
    ("event_name", "total_items", "total_value", "date"),
    layer="platform",
    platform="reddit",
    day=("date",),
    event=("event_name",),
    count=(),
    value=("total_value",),
    windows=("attribution_window_",),
)
