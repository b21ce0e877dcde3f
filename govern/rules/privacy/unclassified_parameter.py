"""A parameter that holds personal data says so with its class.

`pii` is what keeps an e-mail address from leaving as plain text, and what has it hashed on its way. A parameter without a
class is a parameter like any other: with the next mapping the address stands in a report, where a vendor's filter or a
customer's lawyer finds it first.

Remedy: add `pii` with the class that the message names, or another name if it is something else.

Source: https://support.google.com/analytics/answer/6366371, checked 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.parameters import declared
from govern.signals.personal_data import class_of


@rule(
    good="parameters: [{name: email, type: email, pii: email}]",
    bad="parameters: [{name: email, type: email}]",
    level="warning",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for found in declared(project):
        pii = class_of(found.parameter, found.name)
        if pii is not None:
            message = f'parameter "{found.name}" looks like personal data and has no "pii" class'
            yield Problem(found.place(), message, help=f'add "pii: {pii}"', at_key=True, cause=found.name)
