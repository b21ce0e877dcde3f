"""A parameter that arrives late is one that the event waits for.

A price that the page fetches after it is drawn is not there when the event is: the tag sends `undefined` or zero. The
number of conversions is right, their value is a fraction, and it is a smaller one on slow phones.

Remedy: name the parameter in the event's `when_ready`; the trigger then waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
events:
  - {name: view_item, fires: {on: custom, when_ready: [stock]}, parameters: [{name: stock, type: number, late: true}]}
""",
    bad="""
events:
  - {name: view_item, fires: {on: custom}, parameters: [{name: stock, type: number, late: true}]}
""",
    level="warning",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        ready = event.when_ready
        for position, parameter in enumerate(event.parameters):
            name = parameter.use or parameter.name
            if parameter.late and name and name not in ready:
                message = f'event "{event.name}" does not wait for "{name}", which arrives late'
                place = event.place("parameters", position, "late")
                yield Problem(place, message, help=f'add "{name}" to "when_ready" in "fires"')
