"""An event that is counted once for a thing carries the thing's number.

Nobody can keep the promise of `once_per: order` without an order number: the tags remember events by the ID that is made
of it, and so do the platforms. A second look at the confirmation page is a second order, or the second order is not counted.

Remedy: give the event a parameter with the number (`order_id`) and an event ID made of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.names import parameter_names
from govern.spec.sections.events import Event
from govern.spec.spelling import words

REMEMBERED = frozenset(
    (
        "page", "page_view", "pageview", "page_load", "load", "visit", "session", "visitor", "user", "browser", "device",
        "tab", "hour", "day", "week", "month",
    )
)  # fmt: skip
"""What a browser can count by itself, as snake_case."""

NUMBERS = ("id", "number", "no", "nr", "key", "ref", "reference", "code", "uuid", "guid", "token", "hash", "sku")
"""How the names of numbers end."""


@rule(
    good="""
events:
  - name: purchase
    fires: {on: confirmation_page, once_per: order}
    parameters: [{name: order_id, type: string}]
""",
    bad="""
events:
  - name: purchase
    fires: {on: confirmation_page, once_per: order}
    parameters: [{name: value, type: number}]
""",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        once_per = (event.fires.once_per or "").strip() if event.fires else ""
        thing = "_".join(words(once_per))
        if thing and thing not in REMEMBERED and event.parameters and not is_held(event, thing):
            message = f'event "{event.name}" is counted once per {once_per}, and no parameter says which one it was'
            yield Problem(event.place("fires", "once_per"), message, help=f"add a parameter such as {thing}_id")


def is_held(event: Event, thing: str) -> bool:
    """Whether a parameter, or what the event ID is made of, can tell one thing from the next."""
    if (event.event_id or "").strip():
        return True
    names = ["_".join(words(name)) for name in parameter_names(event)]
    return any(name == thing or name.endswith(NUMBERS) for name in names)
