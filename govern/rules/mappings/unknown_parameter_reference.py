"""A mapping sends parameters that the event has.

A field that is filled from a parameter nobody sets is sent empty, or as the text `undefined`. The platform takes it, and
the missing value shows up weeks later as a match rate or a revenue that is too low.

Remedy: take the name that the message suggests, or add the parameter to the event. A fixed value is written as one
(`currency: {value: EUR}`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place, Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.money import forgotten
from govern.signals.names import names_in, parameter_names, respelt
from govern.signals.parameter_references import told_of
from govern.signals.required_parameters import turned
from govern.signals.source import Unknown
from govern.signals.specs import Mapped, declarations, each
from govern.spec.currencies import is_currency
from govern.spec.sections.events import Event
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
    for signal in each(declarations(project).written()):
        mapping, event = signal.mapping, project.event_by_name.get(signal.mapping.event)
        known = parameter_names(event) if event is not None else ()
        if event is None or signal.names.issubset(known) or not project.knows_parameters(event):
            continue
        for place, name in references(signal):
            if name not in known and not is_told(project, event, name):
                message = f'mapping of "{mapping.event}" to "{mapping.destination}" has "{name}", which is not a parameter of the event'
                related = (Related("the event is here", event.place("parameters")),)
                template = mapping.event_id or "" if place == mapping.place("event_id") else ""
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


def references(signal: Mapped) -> Iterator[tuple[Place, str]]:
    """Every parameter that a signal is said to tell and nobody knows, and where."""
    for told in (*signal.parameters.values(), *signal.person.values()):
        if isinstance(told.source, Unknown):
            yield told.place, told.via[0]
    for name in names_in(signal.mapping.event_id or ""):
        yield signal.mapping.place("event_id"), name
