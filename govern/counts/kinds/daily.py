"""Counts a day, as a query of one's own or a shop's report gives them: a day, an event where there are several, and a number."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 52

KIND = Kind(
    "counts by day",
    "counts",
    (
        ("date", "day", "event_date", "datetime", "hour", "at", "datum", "tag", "jour"),
        (
            "count",
            "events",
            "event_count",
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
        ),
    ),
    day=("date", "day", "event_date", "datetime", "hour", "at", "datum", "tag", "jour"),
    event=("event", "event_name", "ereignis", "événement"),
    count=(
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
    ),
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
