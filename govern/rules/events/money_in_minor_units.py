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
from govern.signals.money import is_minor, is_minor_unit
from govern.signals.parameters import declared

HELP = "send 29.99 rather than 2999, or declare a number that is never sent as a value as integer"


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
        if is_minor_unit(unit):
            message = f'{found.said} is money in "{unit}", expected major units'
            yield Problem(found.place("unit"), message, help=HELP)
        elif is_minor(found.name):
            message = f"{found.said} is money in minor units by its name, expected major units"
            yield Problem(found.place("name"), message, help=HELP)
