"""Orders of any shop, one a row: an order number, a time and an amount, with English, German or French headings."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 51

NUMBERS = (
    "order_id",
    "order_number",
    "transaction_id",
    "order",
    "number",
    "bestellnummer",
    "auftragsnummer",
    "numéro_de_commande",
    "commande",
)
TIMES = (
    "paid_at",
    "ordered_at",
    "created_at",
    "completed_at",
    "at",
    "time",
    "order_date",
    "date",
    "bestelldatum",
    "datum",
    "date_de_commande",
)
TOTALS = (
    "total_price",
    "grand_total",
    "order_total",
    "total",
    "value",
    "amount",
    "revenue",
    "gesamtbetrag",
    "gesamtsumme",
    "betrag",
    "montant",
)
"""The headings, those that say most first."""

KIND = Kind(
    "orders",
    "orders",
    (NUMBERS, TIMES, TOTALS),
    layer="backend",
    order={
        "id": NUMBERS,
        "at": TIMES,
        "value": TOTALS,
        "tax": ("total_tax", "tax"),
        "shipping": ("shipping", "shipping_total", "total_shipping"),
        "currency": ("currency", "currency_code", "währung", "devise"),
        "status": ("status", "order_status", "statut", "état"),
        "test": ("test", "is_test"),
        "cancelled": ("cancelled_at", "canceled_at", "cancelled"),
        "consent": ("consent", "ad_consent"),
        "page": ("page_reached", "thanks_page", "page_seen"),
        "click": ("click_at", "clicked_at"),
    },
    unpaid=("failed", "declined", "expired", "checkout_draft", "fehlgeschlagen", "échouée", "échoué"),
    undone=(
        "cancelled",
        "canceled",
        "refunded",
        "voided",
        "storniert",
        "erstattet",
        "annulée",
        "annulé",
        "remboursée",
        "remboursé",
    ),
)
