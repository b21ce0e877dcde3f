"""A currency is a code of ISO 4217, in capitals.

Platforms take `EUR` and nothing else. With `eur`, `EURO` or `€` some refuse the event and some take it without its value;
the dashboard shows the conversion, and a revenue that is too low by exactly the orders of that shop.

Remedy: write the three letters in capitals, for instance those that the message suggests.

Source: https://developers.facebook.com/docs/meta-pixel/reference, checked 2026-11-22; the codes and their source are in
`govern/spec/currencies.py`, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, put, rule
from govern.signals.parameter_values import expectation
from govern.signals.platform_fields import Filled, parameters, values
from govern.spec.currencies import CURRENCIES, is_currency
from govern.spec.spelling import suggest


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: purchase}]
mappings: [{event: purchase, destination: meta, as: Purchase, parameters: {currency: {value: EUR}, value: {value: 5}}}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: purchase}]
mappings: [{event: purchase, destination: meta, as: Purchase, parameters: {currency: {value: eur}, value: {value: 5}}}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    said: set[Place] = set()
    for one in parameters(project):
        for place, value in values(one) if is_currency_field(one) else ():
            if isinstance(value, str) and not is_currency(value) and place not in said and not misfit(one, value):
                said.add(place)
                message = f'{one.said} sends "{one.field}" as "{value}", which is not a currency code of ISO 4217'
                code = value.strip().upper()
                fix = put(place, code if is_currency(code) else "")
                yield Problem(place, message, help=suggest(code, CURRENCIES), fix=fix)


def is_currency_field(one: Filled) -> bool:
    """Whether the platform takes a currency in a field."""
    known = one.platform.parameter(one.field)
    return known is not None and known.verified and known.format.startswith("ISO 4217")


def misfit(one: Filled, value: str) -> bool:
    """Whether the value is not even what its own parameter says: events/example-does-not-fit says that."""
    return one.parameter is not None and bool(expectation(one.parameter, value))
