"""An event ID says nothing about the person.

Event IDs are sent as they are, by every leg to every platform, and stand in logs for debugging. One that is made of an
e-mail address or a phone number is that address in the clear, wherever the event goes.

Remedy: make the ID of what happened (`order_{order_id}`), not of who did it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.derived_tags import is_derived
from govern.signals.event_id import personal


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
