"""WooCommerce, Analytics, Orders, Download: a row an order. The amount is without tax and shipping."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 33

KIND = Kind(
    "WooCommerce orders (report)",
    "orders",
    ("date", "order_#", "status", ("n._revenue", "net_revenue", "net_sales")),
    layer="backend",
    order={
        "id": ("order_#",),
        "at": ("date",),
        "value": ("n._revenue", "net_revenue", "net_sales"),
        "status": ("status",),
    },
    unpaid=("pending", "pending_payment", "failed", "draft"),
    undone=("cancelled", "refunded"),
)
