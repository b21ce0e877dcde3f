"""Orders of any shop, one a row: an order number, a time and an amount."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 51

KIND = Kind(
    "orders",
    "orders",
    (
        ("order_id", "order_number", "transaction_id", "order", "number"),
        ("created_at", "ordered_at", "order_date", "date", "time", "at", "completed_at", "paid_at"),
        ("total", "total_price", "value", "amount", "revenue", "grand_total", "order_total"),
    ),
    layer="backend",
    order={
        "id": ("order_id", "order_number", "transaction_id", "order", "number"),
        "at": ("paid_at", "ordered_at", "created_at", "completed_at", "at", "time", "order_date", "date"),
        "value": ("total_price", "grand_total", "order_total", "total", "value", "amount", "revenue"),
        "tax": ("total_tax", "tax"),
        "shipping": ("shipping", "shipping_total", "total_shipping"),
        "currency": ("currency", "currency_code"),
        "test": ("test", "is_test"),
        "cancelled": ("cancelled_at", "canceled_at", "cancelled"),
        "consent": ("consent", "ad_consent"),
        "page": ("page_reached", "thanks_page", "page_seen"),
        "click": ("click_at", "clicked_at"),
    },
)
