"""Every event says in words what happened.

A name alone is read differently by the shop team, the agency and next year's analyst: was `purchase` the click on the
button, the order, or the payment? Two dashboards that disagree usually count two different things under one name.

Remedy: write one sentence about what has happened when the event is sent (`description: The payment was confirmed.`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="events: [{name: purchase, description: The payment provider confirmed the payment.}]",
    bad="events: [{name: purchase}]",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        if not (event.description or "").strip():
            message = f'event "{event.name}" has no description'
            yield Problem(event.place("description"), message, help="say in a sentence when it happens")
