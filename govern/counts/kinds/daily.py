"""Counts a day, as a query of one's own or a shop's report gives them: a day, an event where there are several, and a number."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 52

DAYS = ("date", "day", "event_date", "datetime", "hour", "at", "datum", "tag", "jour")
COUNTS = (
    "count",
    "event_count",
    "events",
    "conversions",
    "purchases",
    "orders",
    "transactions",
    "results",
    "n",
    "anzahl",
    "bestellungen",
    "käufe",
    "commandes",
    "achats",
)

KIND = Kind(
    "counts by day",
    "counts",
    (DAYS, COUNTS),
    day=DAYS,
    event=("event", "event_name", "ereignis", "événement"),
    count=COUNTS,
    value=(
        "value",
        "revenue",
        "total",
        "total_sales",
        "net_sales",
        "amount",
        "conversion_value",
        "umsatz",
        "gesamtumsatz",
        "chiffre_d'affaires",
    ),
    currency=("currency", "currency_code", "währung", "devise"),
)
