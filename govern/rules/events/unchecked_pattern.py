r"""A pattern does without look-around and back-references.

Expressions with `(?=`, `(?!`, `(?<` or `\1` may take ages on a text that somebody chose for that, so they are not matched
here: examples and captured values pass whatever they are. Other readers may do the same.

Remedy: write the pattern without them; several simple patterns or a list of `values` say most things.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.events._parameters import declared
from govern.rules.events._patterns import reading


@rule(
    good="parameters: [{name: order_id, type: string, pattern: '^[A-Z]-[0-9]+$'}]",
    bad="parameters: [{name: order_id, type: string, pattern: '^(?!X)[A-Z]-[0-9]+$'}]",
    level="note",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for found in declared(project):
        expression = found.parameter.pattern
        if expression is not None and reading(expression) == "slow":
            message = f'{found.said} has the pattern "{expression}", which looks back or ahead and is not checked'
            yield Problem(found.place("pattern"), message)
