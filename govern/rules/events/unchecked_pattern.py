r"""A pattern is one that every reader can match: without look-around, back-references and bare braces.

Expressions with `(?=`, `(?!`, `(?<` or `\1` may take ages on a text that somebody chose for that, so they are not matched
here: examples and captured values pass whatever they are. A brace that is meant as itself (`^{x}$`) is read by some and
refused by others. Whoever wrote the pattern believes that wrong values are found, and they are not.

Remedy: write the pattern without them; several simple patterns or a list of `values` say most things. A brace that is
meant as itself needs a backslash (`\{`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.parameters import declared
from govern.signals.patterns import reading

WHY = {
    "slow": ("which looks back or ahead", "write it without that, or list the values"),
    "foreign": ("which not every reader can read", "a sign that is meant as itself needs a backslash"),
}
"""What messages say of each reading, and the next step."""


@rule(
    good="parameters: [{name: order_id, type: string, pattern: '^[A-Z]-[0-9]+$'}]",
    bad="parameters: [{name: order_id, type: string, pattern: '^(?!X)[A-Z]-[0-9]+$'}]",
    level="note",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for found in declared(project):
        expression = found.parameter.pattern
        why = WHY.get(reading(expression)) if expression is not None else None
        if why is not None:
            message = f'{found.said} has the pattern "{expression}", {why[0]} and is not checked'
            yield Problem(found.place("pattern"), message, help=why[1])
