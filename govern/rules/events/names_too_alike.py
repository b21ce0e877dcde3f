"""Two events differ in more than their spelling.

`order_completed` and `OrderCompleted` are one event to everybody but the tools. Half of the site sends one, half the
other; each funnel is built on whichever its author saw first, and no two funnels agree.

Remedy: keep one and map it everywhere; mark the other `deprecated` with `replaced_by` until the reports have moved.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.names import spelt_alike


@rule(
    good="events: [{name: order_completed}, {name: order_confirmed}]",
    bad="events: [{name: order_completed}, {name: OrderCompleted}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for other, *alike in spelt_alike(project):
        for event in alike:
            message = f'event "{event.name}" differs from event "{other.name}" in its spelling only'
            related = (Related("the other one is here", other.place("name")),)
            yield Problem(event.place("name"), message, related, "keep one of the two")
