"""Every key that an entry cannot do without is there.

Only what gives an entry its identity or meaning must be written: an event's `name`, a mapping's `event`, `destination`
and `as`, a parameter's `type`. An entry that lacks one is left out of everything else, so what refers to it has no target.

Remedy: add the key that the message names.
"""

from __future__ import annotations

from collections.abc import Iterable

from govern.project import Project
from govern.project.refused import problems
from govern.rules import Problem, rule


@rule(
    good="parameters: [{name: order_id, type: string}]",
    bad="parameters: [{name: order_id}]",
)
def check(project: Project) -> Iterable[Problem]:
    return problems(project, "spec/missing-key")
