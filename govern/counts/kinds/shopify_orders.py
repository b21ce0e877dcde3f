"""Shopify orders of the REST Admin API, as connectors write them."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 31

KIND = Kind(
    "Shopify orders",
    "orders",
    ("id", "created_at", "total_price", "total_tax", "currency"),
    layer="backend",
    order={
        "id": ("name", "id"),
        "at": ("processed_at", "created_at"),
        "value": ("total_price",),
        "tax": ("total_tax",),
        "currency": ("currency",),
        "test": ("test",),
        "cancelled": ("cancelled_at",),
    },
)
