"""Shopify transactions: each payment and refund of an order, with its `kind` and `status`."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 32

KIND = Kind(
    "Shopify transactions",
    "orders",
    ("order_id", "refund_id", "kind", "status", "amount"),
    layer="backend",
    order={
        "id": ("order_id",),
        "at": ("processed_at", "created_at"),
        "value": ("amount",),
        "currency": ("currency",),
        "test": ("test",),
    },
    asks=("which `kind` and `status` are orders",),
)
