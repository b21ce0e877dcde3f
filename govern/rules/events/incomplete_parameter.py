"""A parameter of an event either uses a shared one or is defined on the spot, by name and type.

With neither, nobody knows what is to be sent; with both, two descriptions of one fact drift apart, and the data layer
follows one while the mapping follows the other.

Remedy: write `{use: order_id}` for a shared parameter, or `{name: order_id, type: string}` for one of this event alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.events import EventParameter
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="events: [{name: purchase, parameters: [{name: order_id, type: string}]}]",
    bad="events: [{name: purchase, parameters: [{name: order_id}]}]",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        for position, parameter in enumerate(event.parameters):
            message = complaint(parameter)
            if message:
                place = event.place("parameters", position)
                yield Problem(place, f'event "{event.name}" has a parameter {message}')


def complaint(parameter: EventParameter) -> str:
    """What is wrong with how a parameter is written; empty when nothing is."""
    if parameter.use is None and parameter.name is None:
        return 'with neither "use" nor "name"'
    if parameter.use is None and parameter.type is None:
        return f'"{parameter.name}" without a type'
    if parameter.use is not None and (parameter.name is not None or parameter.type is not None):
        return f'"{parameter.use}" that is both used and defined'
    return ""
