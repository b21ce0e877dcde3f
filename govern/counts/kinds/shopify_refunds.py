"""Shopify refunds: which order, and when; how much stands in the transactions."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 33

KIND = Kind(
    "Shopify refunds",
    "refunds",
    ("order_id", "processed_at", "restock"),
    layer="backend",
    order={"id": ("order_id",), "at": ("processed_at", "created_at")},
)
