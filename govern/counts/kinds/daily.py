"""Counts a day, as a query of one's own gives them: a day, an event where there are several, and a number."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 52

KIND = Kind(
    "counts by day",
    "counts",
    (
        ("date", "day", "event_date", "datetime", "hour", "at"),
        ("count", "events", "event_count", "conversions", "purchases", "orders", "transactions", "results", "n"),
    ),
    day=("date", "day", "event_date", "datetime", "hour", "at"),
    event=("event", "event_name"),
    count=("count", "event_count", "events", "conversions", "purchases", "orders", "transactions", "results", "n"),
    value=("value", "revenue", "total", "amount", "conversion_value"),
    currency=("currency", "currency_code"),
)
