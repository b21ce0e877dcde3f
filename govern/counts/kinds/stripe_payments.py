"""Stripe, Payments, Export: a row a payment. The shop's order number is among the metadata, where the shop sends it."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 34

KIND = Kind(
    "Stripe payments",
    "orders",
    ("id", ("created_(utc)", "created_date_(utc)"), "amount", "amount_refunded", "currency", "status"),
    layer="backend",
    order={
        "id": ("order_id_(metadata)", "order_number_(metadata)", "order_(metadata)", "id"),
        "at": ("created_(utc)", "created_date_(utc)"),
        "value": ("amount",),
        "currency": ("currency",),
        "test": ("mode",),
        "status": ("status",),
    },
    unpaid=(
        "failed", "canceled", "incomplete", "requires_action", "requires_capture", "requires_confirmation", "requires_payment_method", "blocked",
    ),
    undone=("refunded",),
)  # fmt: skip
