"""Analytics, any report or exploration, Share, Download CSV: comments above, several tables in one file."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 40

KIND = Kind(
    "GA4 download",
    "counts",
    (("event_count", "active_users", "new_users", "sessions", "views", "key_events", "total_revenue", "purchases"),),
    layer="analytics",
    platform="ga4",
    forms=("csv",),
    remarked=True,
    day=("date", "date_hour_(yyyymmddhh)", "date_+_hour_(yyyymmddhh)"),
    event=("event_name",),
    count=("event_count", "key_events", "ecommerce_purchases", "purchases", "transactions", "sessions"),
    value=("purchase_revenue", "total_revenue", "event_value"),
    currency=("currency",),
)
