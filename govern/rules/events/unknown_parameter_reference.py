"""The event ID and `when_ready` of an event are made of parameters that the event has.

An event ID from a parameter that is never there is empty, and the platform counts the browser's purchase and the
server's as two; or it is the same for every purchase, and all but the first are dropped as duplicates. A `when_ready` on
one waits forever: the event is never sent.

Remedy: take the name that the message suggests, or add the parameter to the event.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.events import Event
from govern.model.words import did_you_mean, nearest, same_letters
from govern.project import Project
from govern.report import Route
from govern.rules import Problem, rule
from govern.rules.events._names import names_in, parameter_names, respelt
from govern.rules.events.money_without_currency import forgotten


@rule(
    good="""
events:
  - {name: buy, fires: {on: custom, when_ready: [order_id]}, parameters: [{name: order_id, type: string}]}
""",
    bad="""
events:
  - {name: buy, fires: {on: custom, when_ready: [orderId]}, parameters: [{name: order_id, type: string}]}
""",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        known = parameter_names(event)
        for route, what, name in references(event) if project.knows_parameters(event) else ():
            if name not in known and name not in forgotten(project, event):
                message = f'event "{event.name}" has no parameter "{name}", which its {what} refers to'
                place = event.place(*route)
                template = event.event_id or "" if route[0] == "event_id" else ""
                fix = respelt(place, template, name, same_letters(name, known)) if only(template, known) else ()
                help = did_you_mean(nearest(name, known)) or f'add "{name}" to its parameters'
                yield Problem(place, message, help=help, fix=fix, cause=f"{event.name}\n{name}")


def only(template: str, known: tuple[str, ...]) -> bool:
    """Whether at most one parameter of an event ID is unknown, so that one fix can put it right."""
    return len([name for name in names_in(template) if name not in known]) <= 1


def told_of(event: Event) -> frozenset[str]:
    """The parameters that an event refers to and does not have, whatever they are called."""
    return frozenset(name for _, _, name in references(event)).difference(parameter_names(event))


def references(event: Event) -> Iterator[tuple[Route, str, str]]:
    """Every parameter that an event's own fields refer to: the way there, what the field is called, the name."""
    for name in names_in(event.event_id or ""):
        yield ("event_id",), "event ID", name
    for position, name in enumerate(event.fires.when_ready if event.fires else ()):
        yield ("fires", "when_ready", position), "when_ready", name
