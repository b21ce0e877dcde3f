"""Meta Ads insights by `action_type`, as connectors write `actions` and `action_values` (Fivetran's `basic_ad_actions`), and as
the Insights API answers with `actions` and `time_increment=1`."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 20

KIND = Kind(
    "Meta Ads actions",
    "counts",
    ("action_type", ("date", "date_start"), "value"),
    layer="platform",
    platform="meta",
    day=("date", "date_start"),
    event=("action_type",),
    count=("value",),
    windows=("_d_click", "_d_view", "_d_ev"),
)
