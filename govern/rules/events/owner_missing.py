"""Every event has an owner.

When the numbers of an event break, and one day they do, somebody has to know what it should count and where it is sent
from. Without an owner the question goes round until the month's report is due.

Remedy: name the team that answers for the event (`owner: checkout-team`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="events: [{name: purchase, owner: checkout-team}]",
    bad="events: [{name: purchase}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        if not (event.owner or "").strip():
            message = f'event "{event.name}" has no owner'
            yield Problem(event.place("owner"), message, help="name the team that answers for it")
