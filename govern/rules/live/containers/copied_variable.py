"""No two variables read the same.

Two variables with one source look like two values. Whoever moves the value in the data layer mends one of them, and reports go apart.

Remedy: put one of them everywhere, and delete the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm import copies
from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="containers: [{id: GTM-ABC1234, variables: [{name: Value, type: v, parameter: {name: value}}, {name: Currency, type: v, parameter: {name: currency}}]}]",
    bad="containers: [{id: GTM-ABC1234, variables: [{name: Value, type: v, parameter: {name: value}}, {name: Order value, type: v, parameter: {name: value}}]}]",
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for first, others in copies.equal(container, "variable"):
            for name in others:
                message = f"{label('variable', name)} reads the same as {label('variable', first)}"
                yield problem(container, "variable", name, message, help="keep one of the two")
