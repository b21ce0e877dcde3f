"""Conversions are counted and are worth nothing."""

from govern.symptoms import Cause

PHRASES = ("value is zero", "no revenue", "conversion value is zero", "purchase value is missing", "revenue is missing")

CAUSES = (
    Cause(
        "The value is not sent, or sent without its currency.",
        (
            "hits/parameter-missing",
            "hits/declared-parameter-missing",
            "containers/purchase-without-value",
            "containers/purchase-without-currency",
            "events/money-without-currency",
        ),
        "govern verify CAPTURE",
    ),
    Cause(
        "The value is a text that is not a number: a sign of a currency, a comma, undefined.",
        (
            "hits/value-not-a-number",
            "hits/currency-not-a-code",
            "containers/amount-not-a-number",
            "containers/currency-not-a-code",
        ),
        "govern verify CAPTURE",
    ),
    Cause(
        "The value is zero when the tag fires: the order is not in the data layer yet.",
        ("hits/purchase-worth-nothing", "containers/purchase-worth-nothing", "events/late-without-when-ready"),
        "govern verify CAPTURE",
    ),
    Cause(
        "The fields for value and order are exchanged.",
        ("containers/value-and-order-swapped",),
        "govern audit EXPORT",
    ),
)
