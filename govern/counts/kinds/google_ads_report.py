"""Google Ads, Reports, Download: two lines of title, `Total:` rows below, in English, German or French."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 24

KIND = Kind(
    "Google Ads report (download)",
    "counts",
    (
        "conversions",
        ("cost", "impr", "clicks", "kosten", "impressionen", "klicks", "coût", "clics"),
        (
            "campaign",
            "ad_group",
            "conversion_action",
            "day",
            "account",
            "kampagne",
            "anzeigengruppe",
            "conversion_aktion",
            "tag",
            "konto",
            "campagne",
            "groupe_d'annonces",
            "action_de_conversion",
            "jour",
            "compte",
        ),
    ),
    layer="platform",
    platform="google_ads",
    day=("day", "date", "hour_of_day", "tag", "jour"),
    event=("conversion_action", "conversion_aktion", "action_de_conversion"),
    count=("conversions", "all_conv", "alle_conv", "toutes_les_conv"),
    value=("conv._value", "all_conv._value", "conv._wert", "valeur_de_conv"),
    currency=("currency_code", "currency", "währungscode", "code_de_devise"),
)
