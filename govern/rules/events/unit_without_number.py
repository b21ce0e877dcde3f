"""A unit belongs to a parameter that counts or measures something.

A text has no unit. Where one is written all the same, the number is sent as text (`"12 kg"`), and the report that should
add it up shows a list of different texts.

Remedy: make the parameter `integer` or `number`, or take the unit away.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.parameters import declared

WITHOUT_UNIT = ("string", "boolean", "currency", "email", "phone", "url", "date", "items", "object")


@rule(
    good="parameters: [{name: weight, type: number, unit: kg}]",
    bad="parameters: [{name: weight, type: string, unit: kg}]",
    level="warning",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for found in declared(project):
        if (found.parameter.unit or "").strip() and found.parameter.type in WITHOUT_UNIT:
            message = f'{found.said} has the unit "{found.parameter.unit}" and is of the type {found.parameter.type}'
            yield Problem(found.place("unit"), message, help="a value with a unit is an integer or a number")
