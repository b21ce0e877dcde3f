"""An event has each of its parameters once.

Of two entries for one name only one can hold: whether the parameter is required, which type it has, what it is called in
the data layer. Each reader of the plan takes the one they see first.

Remedy: merge the two entries.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="events: [{name: purchase, parameters: [{name: order_id, type: string}]}]",
    bad="events: [{name: purchase, parameters: [{name: order_id, type: string}, {name: order_id, type: integer}]}]",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        first: dict[str, int] = {}
        for position, parameter in enumerate(event.parameters):
            name = parameter.use or parameter.name
            if name and first.setdefault(name, position) != position:
                related = (Related("the first one is here", event.place("parameters", first[name])),)
                message = f'event "{event.name}" has the parameter "{name}" twice'
                yield Problem(event.place("parameters", position), message, related, "merge the two")
