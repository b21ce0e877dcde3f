"""What is a number is declared as a number.

A price as text is `"29.99 EUR"` on one page and `"29,99"` on the next. Platforms read what they can and take the rest for
nothing: the purchases are all there, and the revenue is a fraction.

Remedy: declare the type `money`, `number` or `integer`, and send the bare number.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.events._parameters import Declared, declared
from govern.rules.mappings._filled import parameters

NUMBERS = frozenset(("value", "price", "quantity", "revenue", "amount", "subtotal"))
"""What a name is, or ends with, that can only be a number."""


@rule(
    good="parameters: [{name: price, type: money}]",
    bad="parameters: [{name: price, type: string}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    suspects = [found for found in declared(project) if found.parameter.type == "string" and is_number(found)]
    told = told_elsewhere(project) if suspects else frozenset()
    for found in suspects:
        if not found.parameter.values and found.name not in told:
            message = f"{found.said} is a number by its name and text by its type"
            yield Problem(found.place("type"), message, help="declare it as money, number or integer", cause=found.name)


def is_number(found: Declared) -> bool:
    """Whether a name stands for a number. The `value` of a single event may be what somebody has chosen."""
    last = found.name.casefold().rpartition("_")[2]
    if last == "value":
        return found.name.casefold() == "value" and not found.event
    return last in NUMBERS


def told_elsewhere(project: Project) -> frozenset[str]:
    """Parameters that are sent where a number is wanted: mappings/wrong-type says so."""
    found = ((one.name, one.platform.parameters.get(one.field)) for one in parameters(project))
    return frozenset(name for name, known in found if known is not None and known.type in ("number", "integer"))
