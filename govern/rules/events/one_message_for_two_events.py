"""A message of the page is one event.

Two events that wait for the same message in the data layer both happen each time: whoever compares newsletter sign-ups
with account sign-ups sees two equal columns, and every campaign that pays for one pays for the other too.

Remedy: let the page say two things (`fires: {name: newsletter_subscribed}`), make them one event, or tell them apart by
what they wait for in `when_ready`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.firing import place_of_message
from govern.spec.sections.events import Event


@rule(
    good="events: [{name: sign_up}, {name: subscribe, fires: {on: form_success, name: newsletter_subscribed}}]",
    bad="events: [{name: sign_up}, {name: subscribe, fires: {on: form_success, name: sign_up}}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    first: dict[tuple[str, frozenset[str]], list[Event]] = {}
    for event in project.event_by_name.values():
        if event.status != "active" or event.moment != "message" or event.message.startswith("gtm."):
            continue  # what waits for Tag Manager's own messages is told so by another rule
        same = first.setdefault((event.message, frozenset(event.when_ready)), [])
        other = next((one for one in same if meets(one, event)), None)
        same.append(event)
        if other is not None:
            message = f'event "{event.name}" waits for the message "{event.message}", as event "{other.name}" does'
            related = (Related("the other one is here", place_of_message(other)),)
            yield Problem(
                place_of_message(event), message, related, "both happen each time; let the page say two things"
            )


def meets(one: Event, other: Event) -> bool:
    """Whether both can happen on one site."""
    return one.site is None or other.site is None or one.site == other.site
