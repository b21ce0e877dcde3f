"""Countries by their ISO 3166-1 codes, and where consent has to be asked for before anything is stored."""

from __future__ import annotations

from govern.core.regex import regex

CODES = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(CODES.split())
"""Every officially assigned code of two letters, as the time zone database lists them (`iso3166.tab`, 2026)."""

EEA = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split())  # noqa: SIM905
"""The European Economic Area: the 27 members of the European Union with Iceland, Liechtenstein and Norway."""

CONSENT_FIRST = EEA | {"GB", "CH"}
"""Where Google's EU user consent policy asks for consent, read on 2026-11-26 at
https://support.google.com/google-ads/answer/13695607 and https://www.freeprivacypolicy.com/blog/eu-user-consent-policy/."""

NICKNAMES = {"UK": "GB", "EL": "GR", "EU": "", "EEA": "", "EMEA": "", "USA": "US", "ENG": "GB"}
"""What people write instead of a code, and the code they mean; empty for a group of countries, which has none."""

REGION = regex(r"(?P<country>[A-Z]{2})(?:-[A-Z0-9]{1,3})?")


def is_region(code: str) -> bool:
    """Whether a text is a country such as `US` or a part of one such as `US-CA`. Parts are not looked up in a list."""
    found = REGION.fullmatch(code)
    return found is not None and found["country"] in COUNTRIES
