"""An event that is counted once for a thing has that thing in its event ID.

`once_per: order` with an ID made of the session promises two different things. Somebody who orders twice in a session
is counted once, and somebody who comes back to the confirmation page on another day is counted twice.

Remedy: make the ID of the thing (`event_id: 'order_{order_id}'`), or correct `once_per`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.events import Event
from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.deduplication._ways import PLACEHOLDER
from govern.rules.deduplication.random_looking_id import random_looking
from govern.rules.deduplication.volatile_id import changing
from govern.rules.events.unknown_parameter_reference import told_of
from govern.rules.privacy.personal_event_id import personal


@rule(
    good="""
events:
  - name: purchase
    event_id: 'order_{order_id}'
    fires: {on: form_success, once_per: order}
    parameters: [{name: order_id, type: string}, {name: session_id, type: string}]
""",
    bad="""
events:
  - name: purchase
    event_id: 'purchase_{session_id}'
    fires: {on: form_success, once_per: order}
    parameters: [{name: order_id, type: string}, {name: session_id, type: string}]
""",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    unsteady = {event.name for event in project.events if told_of(event)}
    unsteady |= {event.name for event, _, _ in personal(project)}
    unsteady |= {way.event.name for way, _, _ in (*changing(project), *random_looking(project))}  # they speak of these
    for event in project.events:
        holder = holder_of(event)
        names = PLACEHOLDER.findall(event.event_id or "")
        if holder and names and holder not in names and event.fires is not None and event.name not in unsteady:
            message = (
                f'event "{event.name}" is counted once per {event.fires.once_per}, and its event ID '
                f'"{event.event_id}" is made without "{holder}"'
            )
            yield Problem(event.place("event_id"), message, help=f'make the ID of "{holder}", or correct "once_per"')


def holder_of(event: Event) -> str:
    """The parameter that holds what an event is counted once for; empty where none clearly does."""
    once_per = (event.fires.once_per or "").strip() if event.fires else ""
    names = {parameter.use or parameter.name for parameter in event.parameters}
    return next((name for name in (once_per, f"{once_per}_id") if once_per and name in names), "")
