"""Ads Manager, Reports, Export table data: CSV with `Reporting starts` and `Reporting ends`, in English, German or French."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 21

KIND = Kind(
    "Ads Manager export",
    "counts",
    (
        ("reporting_starts", "berichtsstart", "début_des_rapports"),
        ("reporting_ends", "berichtsende", "fin_des_rapports"),
    ),
    layer="platform",
    platform="meta",
    day=("day", "tag", "jour"),
    event=("result_indicator", "result_type", "ergebnisindikator", "indicateur_de_résultats"),
    count=(
        "purchases",
        "website_purchases",
        "käufe",
        "website_käufe",
        "achats",
        "achats_sur_le_site_web",
        "results",
        "ergebnisse",
        "résultats",
    ),
    value=("purchases_conversion_value", "website_purchases_conversion_value", "conversion_wert_für_käufe"),
    currency=("currency", "währung", "devise"),
    span=(
        "reporting_starts",
        "reporting_ends",
        "berichtsstart",
        "berichtsende",
        "début_des_rapports",
        "fin_des_rapports",
    ),
)
