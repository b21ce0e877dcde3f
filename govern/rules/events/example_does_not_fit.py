"""The examples of an event are what the event sends.

Examples are what developers copy and what schemas and tests are tried with. One with a missing parameter or a price as
text (`"29.99 EUR"`) is built as it stands, and the platform drops the value without a word.

Remedy: correct the example, or the parameter's `type`, `values`, `pattern` or `required`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.project import Project
from govern.rules import Problem, rekey, rule
from govern.signals.money import forgotten
from govern.signals.names import declaration, parameter_names
from govern.signals.parameter_references import told_of
from govern.signals.parameter_values import expectation, quotes
from govern.spec.sections.events import Event, EventParameter, Parameter
from govern.spec.spelling import did_you_mean, kind, listed, meant, nearest, same_letters


@rule(
    good="events: [{name: purchase, parameters: [{name: order_id, type: string}], examples: [{order_id: A-1001}]}]",
    bad="events: [{name: purchase, parameters: [{name: order_id, type: string}], examples: [{orderId: A-1001}]}]",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        for position, example in enumerate(event.examples) if project.knows_parameters(event) else ():
            yield from misfits(project, event, position, example)


def misfits(project: Project, event: Event, position: int, example: dict[str, Any]) -> Iterator[Problem]:
    """What does not fit in one example."""
    subject = f'example {position + 1} of event "{event.name}"'
    has = parameter_names(event)
    unknown = [name for name in example if name not in has]
    yield from missing(event, position, example, subject, {meant(name, has) for name in unknown})
    told = (told_of(event) | forgotten(project, event)) if unknown else frozenset()
    for name in unknown:
        if name not in told:
            message = f'{subject} has "{name}", which is not a parameter of the event'
            place = event.place("examples", position, name)
            help = did_you_mean(nearest(name, has)) or "add it to the parameters of the event"
            same = same_letters(name, has)
            fix = rekey(place, same if same not in example else "")
            yield Problem(place, message, help=help, at_key=True, cause=f"{event.name}\n{name}", fix=fix)
    known = project.parameters_of(event)
    for name, value in example.items():
        parameter = known.get(name)
        expected = expectation(parameter, value) if parameter is not None and value is not None else ""
        if parameter is not None and expected and not is_listed(parameter, value):
            message = f'{subject}: "{name}" is {kind(value)}, expected {expected}'
            place, help = event.place("examples", position, name), quotes(parameter, value)
            cause = f"{name}\n{expected}" if isinstance(parameter, Parameter) else ""
            yield Problem(place, message, declaration(project, event, name), help, cause=cause)


def missing(
    event: Event, position: int, example: dict[str, Any], subject: str, misspelt: set[str]
) -> Iterator[Problem]:
    """The parameters that an example has to have, and has not; an empty example lacks all of them at once."""
    names = [parameter.use or parameter.name or "" for parameter in event.parameters if parameter.required]
    lacks = [name for name in names if name and example.get(name) is None and name not in misspelt]
    if not example and len(lacks) > 1:
        message = f"{subject} is empty, and {listed(lacks)} are required"
        yield Problem(event.place("examples", position), message, help="show the event as it is sent")
        return
    for name in lacks:
        message = f'{subject} has no "{name}", which is required'
        yield Problem(event.place("examples", position, name), message, help="show the event as it is sent")


def is_listed(parameter: Parameter | EventParameter, value: Any) -> bool:
    """Whether a parameter lists a value that is not of its type, which events/values-do-not-fit says."""
    return any(value == one and type(value) is type(one) for one in parameter.values)
