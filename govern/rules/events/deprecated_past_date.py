"""A deprecated event is gone by the day it was promised to go.

Whoever reads the plan takes the day as kept: reports are moved to the event that follows, audiences are rebuilt. An
event that is still sent afterwards counts the same thing twice wherever both are added up.

Remedy: remove the event and its mappings, or set a new day in `until`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="events: [{name: purchase_old, status: deprecated, until: 2099-12-31}]",
    bad="events: [{name: purchase_old, status: deprecated, until: 2020-01-31}]",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        if event.status == "deprecated" and event.until is not None and event.until < project.today:
            message = f'event "{event.name}" is deprecated until {event.until}, which has passed'
            yield Problem(event.place("until"), message, help="remove the event and its mappings, or set a new day")
