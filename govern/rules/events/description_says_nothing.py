"""A description says more than the name.

`purchase: Purchase` and `TODO` look like documentation to every count of what is documented, and leave the question open
that is asked when two dashboards disagree: was it the click, the order or the payment?

Remedy: write one sentence about what has happened when the event is sent (`description: The payment was confirmed.`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.names import NOTHING
from govern.spec.spelling import letters

LATER = frozenset(("todo", "tbd", "tba", "fixme", "wip"))
"""First words that promise to write something later."""


@rule(
    good="events: [{name: purchase, description: The payment provider confirmed the payment.}]",
    bad="events: [{name: purchase, description: Purchase}]",
    level="note",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        why = emptiness(event.name, (event.description or "").strip())
        if why:
            message = f'event "{event.name}" has the description "{event.description}", which {why}'
            yield Problem(event.place("description"), message, help="say in a sentence when it happens")


def emptiness(name: str, description: str) -> str:
    """Why a description tells nothing; empty where it does, or where there is none."""
    said = letters(description)
    if description and (not said or said in NOTHING or letters(description.partition(" ")[0]) in LATER):
        return "says nothing"
    return "is its name" if said and said in (letters(name), letters(name) + "event") else ""
