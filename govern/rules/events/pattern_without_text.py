"""A pattern belongs to a parameter whose values are texts.

A number, a list or a mapping is never held against a pattern. Whoever wrote it believes that wrong values are found, and
they are not.

Remedy: take the pattern away, limit the parameter by `values`, or make it a text.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.parameters import declared

WITHOUT_TEXT = ("integer", "number", "money", "boolean", "items", "list", "object")


@rule(
    good="parameters: [{name: order_id, type: string, pattern: '^[0-9]{4}$'}]",
    bad="parameters: [{name: order_id, type: integer, pattern: '^[0-9]{4}$'}]",
    level="warning",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for found in declared(project):
        if found.parameter.pattern is not None and found.parameter.type in WITHOUT_TEXT:
            type, expression = found.parameter.type, found.parameter.pattern
            message = (
                f'{found.said} has the pattern "{expression}" and the type {type}; only texts are held against patterns'
            )
            yield Problem(found.place("pattern"), message, help="take the pattern away, or make the type string")
