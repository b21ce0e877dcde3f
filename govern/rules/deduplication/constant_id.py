"""An event ID has a part that differs from one event to the next.

An ID without a parameter is the same for everybody. The platform takes the first event that comes for real and all that
follow within its window for copies of it: out of a day's purchases the dashboard shows one.

Remedy: put what identifies the thing in braces, such as `event_id: 'order_{order_id}'`.

Source: https://developers.facebook.com/documentation/ads-commerce/conversions-api/deduplicate-pixel-and-server-events,
checked 2026-11-22; for other platforms the addresses in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, put, rule
from govern.signals.deduplication import orders_only
from govern.signals.event_id import has_id, mapped
from govern.spec.sections.events import Event
from govern.spec.sections.mappings import Constant, Mapping


@rule(
    good="events: [{name: purchase, event_id: 'order_{order_id}', parameters: [{name: order_id, type: string}]}]",
    bad="events: [{name: purchase, event_id: 'order_id', parameters: [{name: order_id, type: string}]}]",
)
def check(project: Project) -> Iterator[Problem]:
    owners: list[Event | Mapping] = [*project.events, *project.mappings]
    for owner in owners:
        text = owner.event_id or ""
        if text.strip() and "{" not in text and "}" not in text and not is_unread(project, owner):
            name = owner.name if isinstance(owner, Event) else owner.event
            message = f'event "{name}" has the event ID "{text}", which is the same each time'
            place, help = owner.place("event_id"), next_step(project, name, text)
            fix = put(place, f"{{{text}}}" if is_parameter(project, name, text) else "")
            yield Problem(place, message, help=help, fix=fix)
    for signal in mapped(project):
        if not any(isinstance(value, Constant) for value in signal.mapping.parameters.values()):
            continue
        found, field = signal.event_id, str(signal.event_id.place.route[-1])
        if has_id(signal) and isinstance(signal.mapping.parameters.get(field), Constant):
            message = f'event "{signal.event.name}" is sent with "{field}" as "{found.written}", the same each time'
            yield Problem(found.place, message, help=f"{signal.facts.name} tells events apart by it; use a parameter")


def is_unread(project: Project, owner: Event | Mapping) -> bool:
    """Whether the ID goes only to platforms that have no event ID, such as Google Analytics: there it does no harm."""
    told = [signal for signal in mapped(project) if signal.event is owner or signal.mapping is owner]
    return bool(told) and all(orders_only(signal.facts) for signal in told)


def next_step(project: Project, name: str, text: str) -> str:
    """Braces around what was meant, if it is a parameter of the event."""
    if is_parameter(project, name, text):
        return f"did you mean '{{{text}}}'?"
    return "put a parameter in braces, such as 'order_{order_id}'"


def is_parameter(project: Project, name: str, text: str) -> bool:
    """Whether the ID is a parameter's name that lacks its braces."""
    event = project.event_by_name.get(name)
    return event is not None and any(text == (parameter.use or parameter.name) for parameter in event.parameters)
