"""An event ID says nothing about the person.

Event IDs are sent as they are, by every leg to every platform, and stand in logs for debugging. One that is made of an
e-mail address or a phone number is that address in the clear, wherever the event goes.

Remedy: make the ID of what happened (`order_{order_id}`), not of who did it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.events import Event, EventParameter, Parameter
from govern.project import Project
from govern.report import Place
from govern.rules import Problem, rule
from govern.rules.events._names import names_in
from govern.rules.mappings._known import by_event, is_derived
from govern.rules.privacy._personal import DIRECT, says_hashed


@rule(
    good="""
events: [{name: join, event_id: 'join_{number}', parameters: [{name: number, type: string}, {name: email, type: email, pii: email}]}]
""",
    bad="""
events: [{name: join, event_id: 'join_{email}', parameters: [{name: number, type: string}, {name: email, type: email, pii: email}]}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for event, part, place in personal(project):
        if not is_derived(project, event.name):  # deriving its tags says the same
            message = f'the event ID of "{event.name}" has "{part.name}" ({part.pii}) in it, in the clear'
            yield Problem(place, message, help="make it of what happened, such as an order's number")


def personal(project: Project) -> Iterator[tuple[Event, Parameter | EventParameter, Place]]:
    """The parts of event IDs that say who somebody is, as they are."""
    for event, template, place in templates(project):
        known = project.parameters_of(event)
        for name in names_in(template):
            part = known.get(name)
            if part is not None and part.pii in DIRECT and not says_hashed(part):
                yield event, part, place


def templates(project: Project) -> Iterator[tuple[Event, str, Place]]:
    """Every event ID that is written, at an event or at a mapping."""
    for event in project.events:
        if event.event_id:
            yield event, event.event_id, event.place("event_id")
    for mapping, event in by_event(project):
        if mapping.event_id:
            yield event, mapping.event_id, mapping.place("event_id")
