"""Two events differ in more than their spelling.

`order_completed` and `OrderCompleted` are one event to everybody but the tools. Half of the site sends one, half the
other; each funnel is built on whichever its author saw first, and no two funnels agree.

Remedy: keep one and map it everywhere; mark the other `deprecated` with `replaced_by` until the reports have moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.model.events import Event
from govern.project import Project
from govern.report import Related
from govern.rules import Problem, rule

BETWEEN = re.compile(r"(?<![0-9])[\W_]+|[\W_]+(?![0-9])")
"""Signs between words. Between two digits they matter: `step_1_2` is not `step_12`."""


@rule(
    good="events: [{name: order_completed}, {name: order_confirmed}]",
    bad="events: [{name: order_completed}, {name: OrderCompleted}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for other, *alike in groups(project):
        for event in alike:
            message = f'event "{event.name}" differs from event "{other.name}" in its spelling only'
            related = (Related("the other one is here", other.place("name")),)
            yield Problem(event.place("name"), message, related, "keep one of the two")


def groups(project: Project) -> Iterator[list[Event]]:
    """The events whose names are alike, those that are on their way out left aside."""
    by_letters: dict[str, list[Event]] = {}
    for event in project.event_by_name.values():
        if event.status != "deprecated":
            by_letters.setdefault(BETWEEN.sub("", event.name).casefold(), []).append(event)
    return (alike for alike in by_letters.values() if len(alike) > 1)


def twins(project: Project) -> frozenset[str]:
    """The names of which one has to go, so that nobody has to write it in another style."""
    return frozenset(event.name for alike in groups(project) for event in alike)
