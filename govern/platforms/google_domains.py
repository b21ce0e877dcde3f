"""The domain of Google in each country, which its advertising tags ask besides google.com.

Source: https://www.google.com/supported_domains, as public policies repeat it, such as
https://github.com/supabase/supabase/blob/HEAD/apps/studio/csp.js, read on 2026-11-30.
"""

from __future__ import annotations

PLAIN = (
    "AD AE AL AM AS AT AZ BA BE BF BG BI BJ BS BT BY CA CD CF CG CH CI CL CM CN CV CZ DE DJ DK DM DZ EE ES FI FM "
    "FR GA GE GG GL GM GR GY HN HR HT HU IE IM IQ IS IT JE JO KG KI KZ LA LI LK LT LU LV MD ME MG MK ML MN MU MV "
    "MW NE NL NO NR NU PL PN PS PT RO RS RU RW SC SE SH SI SK SM SN SO SR ST TD TG TL TM TN TO TT VU WS"
)
COM = (
    "AF AG AR AU BD BH BN BO BR BZ CO CU CY DO EC EG ET FJ GH GI GT HK JM KH KW LB LY MM MT MX MY NA NG NI NP OM "
    "PA PE PG PH PK PR PY QA SA SB SG SL SV TJ TR TW UA UY VC VN"
)
CO = "AO BW CK CR GB ID IL IN JP KE KR LS MA MZ NZ TH TZ UG UZ VE VI ZA ZM ZW"
"""Countries whose domain is google.xx, google.com.xx and google.co.xx."""

PLACEHOLDER = "<TLD>"
"""Stands for the end of the domain in a source."""


def ending(country: str) -> str:
    """The end of Google's domain for a country by its ISO 3166 code; empty where Google has none but google.com."""
    code = country.upper()
    letters = "uk" if code == "GB" else code.lower()
    listed = {"": PLAIN, "com.": COM, "co.": CO}
    return next((prefix + letters for prefix, codes in listed.items() if code in codes.split()), "")
