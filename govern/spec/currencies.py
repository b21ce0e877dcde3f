"""The currency codes of ISO 4217, as data.

Source: table A.1 of the maintenance agency SIX, published 2026-01-01
(https://www.six-group.com/en/products-services/financial-information/data-standards.html), read on 2026-11-26 in the
copy of the public-domain package `iso4217` 1.16.20260101. Those lately withdrawn are the codes of the list of 2023
(`iso-codes` 4.15) that it no longer has: platforms went on taking them for years, so they are not mistakes yet.
"""

from __future__ import annotations

CURRENCIES = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF
    CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD
    HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD
    MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN
    PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD
    TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD
    XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG
""".split()  # noqa: SIM905 - a table of codes reads better than a list of texts
)

LATELY_WITHDRAWN = frozenset(("ANG", "BGN", "CUC", "HRK", "SLL", "ZWL"))


def is_currency(code: str) -> bool:
    """Whether a text is a currency's code, as it has to be written."""
    return code in CURRENCIES or code in LATELY_WITHDRAWN
