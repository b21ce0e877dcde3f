"""An amount of money is in major units: euros, not cents.

Every platform takes the number as it comes. 2999 cents are booked as 2,999 euros, the return on ad spend looks a hundred
times as good as it is, and the bidding spends accordingly until the invoice arrives.

Remedy: divide before sending, and take the unit or the ending of the name away; or declare the parameter as `integer` if
it is never sent as a value.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.events._parameters import declared

MINOR = frozenset(("cent", "cents", "penny", "pence", "minor", "minor_unit", "minor_units", "micro", "micros"))


@rule(
    good="parameters: [{name: value, type: money}]",
    bad="parameters: [{name: value, type: money, unit: cents}]",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for found in declared(project):
        if found.parameter.type != "money":
            continue
        unit = found.parameter.unit or ""
        if unit.strip().casefold().replace(" ", "_").replace("-", "_") in MINOR:
            yield Problem(found.place("unit"), f'{found.said} is money in "{unit}", expected major units')
        elif found.name.casefold().rpartition("_")[2] in MINOR:
            yield Problem(
                found.place("name"), f"{found.said} is money in minor units by its name, expected major units"
            )
