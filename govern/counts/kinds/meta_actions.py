"""Meta Ads insights by `action_type`, as connectors write `actions` and `action_values` (Fivetran's `basic_ad_actions`)."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 20

KIND = Kind(
    "Meta Ads actions",
    "counts",
    ("action_type", "date", "value"),
    layer="platform",
    platform="meta",
    day=("date", "date_start"),
    event=("action_type",),
    count=("value",),
    windows=("_d_click", "_d_view", "_d_ev"),
)
