"""The values that a parameter is limited to are values of its type.

A list of texts for a number, or a value that the parameter's own pattern refuses, can never be sent: every message that
follows the list fails the check, and every message that passes it is not on the list.

Remedy: correct the value, or the parameter's `type` or `pattern`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.parameter_values import TYPES, matches, quotes
from govern.signals.parameters import Declaration, declared
from govern.spec.spelling import kind

HELP = "correct the value, the type or the pattern"


@rule(
    good="parameters: [{name: size, type: integer, values: [1, 2]}]",
    bad="parameters: [{name: size, type: integer, values: [1, large]}]",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for found in declared(project):
        values = found.parameter.values
        wanted, accepts = TYPES.get(found.parameter.type or "", ("", bool))
        if len(values) > 1 and wanted and not any(map(accepts, values)):
            message = f"{found.said} is of the type {found.parameter.type}, and none of its values is {wanted}"
            yield Problem(found.place("type"), message, help=quotes(found.parameter, values[0]) or HELP)
            continue
        for position, value in enumerate(values):
            expected = expectation(found, value)
            if expected:
                message = f"{found.said} may be {kind(value)}, expected {expected}"
                yield Problem(found.place("values", position), message, help=quotes(found.parameter, value) or HELP)


def expectation(found: Declaration, value: str | float | bool) -> str:
    """What a listed value should be; empty when it fits."""
    parameter = found.parameter
    expected, accepts = TYPES.get(parameter.type or "", ("", lambda _: True))
    if not accepts(value):
        return expected
    fits = parameter.pattern is None or type(value) is not str or matches(parameter.pattern, value)
    return "" if fits else f"a text that matches {parameter.pattern}"
