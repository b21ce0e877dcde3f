"""Meta, Dataset Quality API (`dataset_quality`) and what tools make of it: a match quality from 0 to 10 for each event."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 12

KIND = Kind(
    "event match quality",
    "scores",
    ("event_name", "score"),
    layer="platform",
    platform="meta",
    forms=("match-quality",),
    event=("event_name",),
    count=("score",),
)
