"""Personal data leaves as a match key only.

Match keys are normalised and hashed the way the platform wants them. The same address as a plain parameter stands
readable in reports, exports and the vendor's logs; as a hash it stands where nobody looks for people. Google's policies
forbid names, addresses and numbers there outright.

Remedy: move the field from `parameters` to `match_keys`, or leave it out.

Source: https://support.google.com/analytics/answer/6366371, checked 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.mappings import by_event
from govern.signals.names import declaration
from govern.signals.personal_data import says_hashed
from govern.spec.sections.events import Event, EventParameter, Parameter


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: sign_up, parameters: [{name: email, type: email, pii: email}]}]
mappings: [{event: sign_up, destination: meta, as: CompleteRegistration, match_keys: {em: email}}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: sign_up, parameters: [{name: email, type: email, pii: email}]}]
mappings: [{event: sign_up, destination: meta, as: CompleteRegistration, parameters: {email: email}}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    shared = project.parameter_by_name
    for mapping, event in by_event(project):
        for field, name in mapping.parameters.items():
            if not isinstance(name, str):
                continue
            found = declared(event, name, shared)
            if found is not None and found.pii is not None:
                how = "where a hash matches nobody" if says_hashed(found) else "in the clear"
                said = f'mapping of "{mapping.event}" to "{mapping.destination}"'
                message = f'{said} sends "{name}" ({found.pii}) as a parameter, {how}'
                related = declaration(project, event, name)
                place = mapping.place("parameters", field)
                yield Problem(place, message, related, help='make it one of the "match_keys"')


def declared(event: Event, name: str, shared: dict[str, Parameter]) -> Parameter | EventParameter | None:
    """An event's parameter as it is declared, the first of namesakes."""
    for parameter in event.parameters:
        if parameter.use == name:
            return shared.get(name)
        if parameter.name == name:
            return parameter
    return None
