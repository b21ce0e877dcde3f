"""An event that is counted once for a thing has that thing in its event ID.

`once_per: order` with an ID made of the session promises two different things. Somebody who orders twice in a session
is counted once, and somebody who comes back to the confirmation page on another day is counted twice.

Remedy: make the ID of the thing (`event_id: 'order_{order_id}'`), or correct `once_per`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.event_id import changing, personal, random_looking
from govern.signals.names import names_in
from govern.signals.parameter_references import told_of
from govern.spec.sections.events import Event


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
    suspects = [e for e in project.events if (name := holder_of(e)) and lacks(e) and not is_personal(project, e, name)]
    told = told_elsewhere(project) if suspects else set()
    for event in suspects:
        if event.fires is not None and event.name not in told:
            holder = holder_of(event)
            message = (
                f'event "{event.name}" is counted once per {event.fires.once_per}, and its event ID '
                f'"{event.event_id}" is made without "{holder}"'
            )
            yield Problem(event.place("event_id"), message, help=f'make the ID of "{holder}", or correct "once_per"')


def lacks(event: Event) -> bool:
    """Whether an event's ID is made of parameters, and what it is counted once for is not among them."""
    names = names_in(event.event_id or "")
    return bool(names) and holder_of(event) not in names


def is_personal(project: Project, event: Event, name: str) -> bool:
    """Whether a parameter says who somebody is: it has no place in an ID, so the ID is of something else."""
    own = next((p for p in event.parameters if name in (p.use, p.name)), None)
    shared = project.parameter_by_name.get(name)
    return any(one is not None and one.pii is not None for one in (own, shared))


def told_elsewhere(project: Project) -> set[str]:
    """The events of whose IDs other rules speak."""
    told = {event.name for event in project.events if told_of(event)}
    told |= {event.name for event, _, _ in personal(project)}
    return told | {signal.event.name for signal, _ in (*changing(project), *random_looking(project))}


def holder_of(event: Event) -> str:
    """The parameter that holds what an event is counted once for; empty where none clearly does."""
    once_per = (event.fires.once_per or "").strip() if event.fires else ""
    if not once_per:
        return ""
    names = {parameter.use or parameter.name for parameter in event.parameters}
    return next((name for name in (once_per, f"{once_per}_id") if name in names), "")
