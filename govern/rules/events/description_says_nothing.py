"""A description says more than the name.

`purchase: Purchase` and `TODO` look like documentation to every count of what is documented, and leave the question open
that is asked when two dashboards disagree: was it the click, the order or the payment?

Remedy: write one sentence about what has happened when the event is sent (`description: The payment was confirmed.`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule

NOTHING = frozenset(("todo", "tbd", "tba", "fixme", "na", "none", "description", "event", "wip", "xxx", "placeholder"))
"""What people write where they have to write something."""

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
        said = letters(event.description or "")
        first = letters((event.description or "").strip().partition(" ")[0])
        if (event.description or "").strip() and (said in NOTHING or not said or first in LATER):
            message = f'event "{event.name}" has the description "{event.description}", which says nothing'
            yield Problem(event.place("description"), message)
        elif said and said in (letters(event.name), letters(event.name) + "event"):
            message = f'event "{event.name}" has the description "{event.description}", which is its name'
            yield Problem(event.place("description"), message)


def letters(text: str) -> str:
    """A text without what the eye passes over."""
    return "".join(filter(str.isalnum, text)).casefold()
