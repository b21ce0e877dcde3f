r"""A pattern is a regular expression that can be read.

One with a parenthesis too few matches nothing in one place and everything in another. Here every value passes; in the
JSON Schema that developers test with, every message fails, and the check is switched off the same day.

Remedy: close what is open; a sign that is meant as itself needs a backslash (`\(`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.parameters import declared
from govern.signals.patterns import reading


@rule(
    good="parameters: [{name: order_id, type: string, pattern: '^(A|B)-[0-9]+$'}]",
    bad="parameters: [{name: order_id, type: string, pattern: '^(A|B-[0-9]+$'}]",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for found in declared(project):
        expression = found.parameter.pattern
        if expression is not None and reading(expression) == "broken":
            message = f'{found.said} has the pattern "{expression}", which is not a regular expression'
            yield Problem(
                found.place("pattern"), message, help="look for a bracket or a parenthesis that is not closed"
            )
