"""The export that Analytics writes into BigQuery, as JSON: a row an event, `event_params` by key, an order in `ecommerce`."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 12

KIND = Kind(
    "GA4 export (BigQuery)",
    "hits",
    ("event_name", "event_timestamp"),
    layer="analytics",
    platform="ga4",
    forms=("ga4-export",),
    hit={
        "at": ("event_timestamp",),
        "event": ("event_name",),
        "event_id": ("event_id",),
        "order": ("transaction_id",),
        "value": ("value",),
        "currency": ("currency",),
    },
)
