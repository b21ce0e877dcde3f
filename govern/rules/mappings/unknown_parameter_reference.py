"""A mapping sends parameters that the event has.

A field that is filled from a parameter nobody sets is sent empty, or as the text `undefined`. The platform takes it, and
the missing value shows up weeks later as a match rate or a revenue that is too low.

Remedy: take the name that the message suggests, or add the parameter to the event. A fixed value is written as one
(`currency: {value: EUR}`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related, Route
from govern.platforms.currencies import is_currency
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.known import by_event
from govern.signals.lacks import turned
from govern.signals.missing import told_of
from govern.signals.money import forgotten
from govern.signals.names import names_in, parameter_names, respelt
from govern.spec.sections.events import Event
from govern.spec.sections.mappings import Mapping
from govern.spec.spelling import did_you_mean, nearest, same_letters


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: total, type: number}]}]
mappings: [{event: lead, destination: meta, as: Lead, parameters: {value: total, currency: {value: EUR}}}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: total, type: number}]}]
mappings: [{event: lead, destination: meta, as: Lead, parameters: {value: Total, currency: {value: EUR}}}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, event in by_event(project):
        known = parameter_names(event)
        for route, name in references(mapping) if project.knows_parameters(event) else ():
            if name not in known and not is_told(project, event, name):
                message = f'mapping of "{mapping.event}" to "{mapping.destination}" has "{name}", which is no parameter of the event'
                related = (Related("the event is here", event.place("parameters")),)
                place = mapping.place(*route)
                template = mapping.event_id or "" if route[0] == "event_id" else ""
                fix = respelt(place, template, name, known)
                help = f"a fixed value is written {{value: {name}}}"
                if before := turned(project, mapping).get(name):
                    fix, help = (), f"the platform's field comes first: {name}: {before}"
                elif not is_currency(name):
                    help = did_you_mean(nearest(name, known)) or f"add it to the parameters of the event; {help}"
                yield Problem(place, message, related, help, fix=fix, cause=f"{event.name}\n{name}")


def is_told(project: Project, event: Event, name: str) -> bool:
    """Whether the event is told that it lacks a parameter: it refers to it itself, shows it in an example, or has an
    amount in that currency."""
    shown = any(name in example for example in event.examples)
    forgot = (shown or name in told_of(event)) and not same_letters(name, parameter_names(event))
    return forgot or name in forgotten(project, event)


def references(mapping: Mapping) -> Iterator[tuple[Route, str]]:
    """Every parameter that a mapping refers to, and where."""
    for field, name in mapping.parameters.items():
        if isinstance(name, str):
            yield ("parameters", field), name
    for field, name in mapping.match_keys.items():
        yield ("match_keys", field), name
    for name in names_in(mapping.event_id or ""):
        yield ("event_id",), name
