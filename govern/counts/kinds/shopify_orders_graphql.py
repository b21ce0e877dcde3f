"""Shopify orders of the GraphQL Admin API, as connectors write them: amounts in the shop's money and the buyer's."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 30

KIND = Kind(
    "Shopify orders (GraphQL)",
    "orders",
    ("id", "created_at", "total_price_set_shop_amount"),
    layer="backend",
    order={
        "id": ("name", "id"),
        "at": ("processed_at", "created_at"),
        "value": ("total_price_set_shop_amount",),
        "tax": ("total_tax_set_shop_amount",),
        "shipping": ("total_shipping_price_set_shop_amount",),
        "currency": ("total_price_set_shop_currency_code", "currency_code"),
        "test": ("test",),
        "cancelled": ("cancelled_at",),
    },
)
