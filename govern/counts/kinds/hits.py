"""A log of hits, one a row: `event`, `event_id`, a time and, where it is known, the leg, the order, the answer."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 50

KIND = Kind(
    "log of hits",
    "hits",
    (
        ("event_id", "eventid"),
        ("event", "event_name"),
        ("at", "at_us", "timestamp", "ts", "received_at", "time", "event_time"),
    ),
    hit={
        "at": ("at", "at_us", "received_at", "timestamp", "ts", "time", "event_time"),
        "event": ("event", "event_name"),
        "event_time": ("event_time", "event_us", "event_timestamp"),
        "event_id": ("event_id", "eventid"),
        "order": ("order_id", "transaction_id", "order"),
        "leg": ("leg", "action_source_leg"),
        "destination": ("destination",),
        "value": ("value",),
        "currency": ("currency",),
        "status": ("status", "http_status", "response_status"),
        "test": ("test", "is_test"),
        "consent": ("consent",),
        "ms": ("ms", "latency_ms", "duration_ms"),
    },
)
