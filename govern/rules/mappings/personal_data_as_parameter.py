"""Personal data leaves as a match key only.

Match keys are normalised and hashed the way the platform wants them. The same address as a plain parameter stands
readable in reports, exports and the vendor's logs. Google's policies forbid it outright.

Remedy: move the field from `parameters` to `match_keys`, or leave it out.

Source: https://support.google.com/analytics/answer/6366371, checked 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.events import Event, Pii
from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.mappings._known import by_event


@rule(
    good="""
events: [{name: sign_up, parameters: [{name: email, type: email, pii: email}]}]
mappings: [{event: sign_up, destination: meta, as: CompleteRegistration, match_keys: {em: email}}]
""",
    bad="""
events: [{name: sign_up, parameters: [{name: email, type: email, pii: email}]}]
mappings: [{event: sign_up, destination: meta, as: CompleteRegistration, parameters: {email: email}}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    shared = {parameter.name: parameter.pii for parameter in project.parameters}
    for mapping, event in by_event(project):
        for field, name in mapping.parameters.items():
            if not isinstance(name, str):
                continue
            pii = class_of(event, name, shared)
            if pii is not None:
                message = f'mapping of "{mapping.event}" to "{mapping.destination}" sends "{name}" ({pii}) in the clear'
                yield Problem(mapping.place("parameters", field), message, help='make it one of the "match_keys"')


def class_of(event: Event, name: str, shared: dict[str, Pii | None]) -> Pii | None:
    """The class of personal data that an event's parameter is, if it is any."""
    for parameter in event.parameters:
        if parameter.use == name:
            return shared.get(name)
        if parameter.name == name:
            return parameter.pii
    return None
