"""Shopify, Orders, Export: a row for each item of an order, with the order's own columns in the first."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 30

KIND = Kind(
    "Shopify orders (export of the admin)",
    "orders",
    ("name", "financial_status", "created_at", "total"),
    layer="backend",
    order={
        "id": ("name",),
        "at": ("created_at",),
        "value": ("total",),
        "tax": ("taxes",),
        "shipping": ("shipping",),
        "currency": ("currency",),
        "cancelled": ("cancelled_at",),
        "status": ("financial_status",),
    },
    unpaid=("expired",),
    undone=("refunded", "voided"),
)
