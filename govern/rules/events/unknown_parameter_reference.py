"""The event ID and `when_ready` of an event are made of parameters that the event has.

An event ID from a parameter that is never there is empty, and the platform counts the browser's purchase and the
server's as two; or it is the same for every purchase, and all but the first are dropped as duplicates. A `when_ready` on
one waits forever: the event is never sent.

Remedy: take the name that the message suggests, or add the parameter to the event.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.money import forgotten
from govern.signals.names import parameter_names, respelt
from govern.signals.parameter_references import references
from govern.spec.spelling import did_you_mean, nearest


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
                fix = respelt(place, template, name, known)
                help = did_you_mean(nearest(name, known)) or f'add "{name}" to its parameters'
                yield Problem(place, message, help=help, fix=fix, cause=f"{event.name}\n{name}")
