"""A parameter of an event either uses a shared one or is defined on the spot, by name and type.

With neither, nobody knows what is to be sent. With both, tags go by the shared parameter: a class of personal data that
stands beside `use` protects nothing, and a currency that stands there is not sent.

Remedy: write `{use: order_id}` for a shared parameter, or `{name: order_id, type: string}` for one of this event alone.
Beside `use` may stand what is true of this event only: `required`, `late`, `legs`, `volatile`, `may_be_zero`, `description`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.sections.events import EventParameter
from govern.spec.spelling import listed

DEFINING = ("name", "type", "format", "unit", "data_layer", "pattern", "values", "currency", "pii")
"""The keys that define a parameter."""


@rule(
    good="events: [{name: purchase, parameters: [{name: order_id, type: string}]}]",
    bad="events: [{name: purchase, parameters: [{name: order_id}]}]",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        for position, parameter in enumerate(event.parameters):
            message, help = complaint(project, parameter)
            if message:
                place = event.place("parameters", position)
                yield Problem(place, f'event "{event.name}" has {message}', help=help)


def complaint(project: Project, parameter: EventParameter) -> tuple[str, str]:
    """What is wrong with how a parameter is written, and the next step; empty when nothing is."""
    if parameter.use is None and parameter.name is None:
        return 'a parameter with neither "use" nor "name"', "write {use: NAME}, or {name: NAME, type: TYPE}"
    if parameter.use is None and parameter.type is None:
        shared = parameter.name in project.parameter_by_name
        return (
            f'the parameter "{parameter.name}" without a type',
            f"write {{use: {parameter.name}}}" if shared else "add its type, such as string",
        )
    beside = [key for key in DEFINING if getattr(parameter, key) not in (None, ())] if parameter.use is not None else []
    if beside:
        return (
            f'{listed(beside)} beside "use: {parameter.use}", which only the shared one can say',
            "write it at the shared parameter",
        )
    return "", ""
