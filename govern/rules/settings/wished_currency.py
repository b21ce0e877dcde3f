"""A currency in `settings` is a code of ISO 4217.

A value in a currency that no platform knows is refused, or counted as if it were in the account's own: 10 "EURO" become 10 dollars, and
still look like a sum.

Remedy: write three capitals, such as EUR.

Source: table A.1 of ISO 4217 (https://www.six-group.com/en/products-services/financial-information/data-standards.html), checked
2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.wished import wished
from govern.spec.currencies import is_currency

SPECS = """
destinations: [{name: ga4, platform: ga4}]
settings: [{destination: ga4, currency: %s}]
"""


@rule(good=SPECS % "EUR", bad=SPECS % "EURO", level="error")
def check(project: Project) -> Iterator[Problem]:
    told: set[Place] = set()
    for wish in wished(project):
        currency = wish.fields.get("currency")
        if isinstance(currency, str) and not is_currency(currency) and wish.places["currency"] not in told:
            told.add(wish.places["currency"])
            yield Problem(
                wish.places["currency"], f'"{currency}" is not a currency', help="write three capitals, such as EUR"
            )
