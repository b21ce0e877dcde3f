"""Every event has an owner.

When the numbers of an event break, and one day they do, somebody has to know what it should count and where it is sent
from. Without an owner the question goes round until the month's report is due.

Remedy: name the team that answers for the event (`owner: checkout-team`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.names import NOTHING
from govern.spec.spelling import letters

NOBODY = NOTHING | {"", "unknown", "nobody", "unassigned", "noone"}
"""What people write where they have to name somebody."""


@rule(
    good="events: [{name: purchase, owner: checkout-team}]",
    bad="events: [{name: purchase}]",
    level="warning",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        owner = (event.owner or "").strip()
        if letters(owner) in NOBODY:
            lacks = f'the owner "{owner}", which names nobody' if owner else "no owner"
            message = f'event "{event.name}" has {lacks}'
            yield Problem(event.place("owner"), message, help="name the team that answers for it")
