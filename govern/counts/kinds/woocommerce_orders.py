"""WooCommerce, `GET /wp-json/wc/v3/orders`: an object an order. What is pending was not paid yet, and counts in no report of WooCommerce either."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 32

KIND = Kind(
    "WooCommerce orders",
    "orders",
    ("number", "status", "date_created", "total", "total_tax"),
    layer="backend",
    order={
        "id": ("number", "id"),
        "at": ("date_created_gmt", "date_created"),
        "value": ("total",),
        "tax": ("total_tax",),
        "shipping": ("shipping_total",),
        "currency": ("currency",),
        "status": ("status",),
    },
    unpaid=("pending", "failed", "checkout_draft", "auto_draft", "trash"),
    undone=("cancelled", "refunded"),
)
