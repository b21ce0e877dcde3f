"""Analytics, any report or exploration, Share, Download CSV: comments above, several tables in one file, in English, German or French."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 40

KIND = Kind(
    "GA4 download",
    "counts",
    (
        (
            "event_count",
            "active_users",
            "new_users",
            "sessions",
            "views",
            "key_events",
            "total_revenue",
            "purchases",
            "ereignisanzahl",
            "aktive_nutzer",
            "neue_nutzer",
            "sitzungen",
            "aufrufe",
            "schlüsselereignisse",
            "gesamtumsatz",
            "nombre_d'événements",
            "utilisateurs_actifs",
            "nouveaux_utilisateurs",
            "vues",
            "événements_clés",
            "revenu_total",
        ),
    ),
    layer="analytics",
    platform="ga4",
    forms=("csv",),
    remarked=True,
    day=("date", "date_hour_(yyyymmddhh)", "date_+_hour_(yyyymmddhh)", "datum"),
    event=("event_name", "ereignisname", "nom_de_l'événement"),
    count=(
        "event_count",
        "ereignisanzahl",
        "nombre_d'événements",
        "key_events",
        "schlüsselereignisse",
        "événements_clés",
        "ecommerce_purchases",
        "purchases",
        "transactions",
        "transaktionen",
        "sessions",
        "sitzungen",
    ),
    value=("purchase_revenue", "total_revenue", "event_value", "gesamtumsatz", "revenu_total"),
    currency=("currency", "währung", "devise"),
)
