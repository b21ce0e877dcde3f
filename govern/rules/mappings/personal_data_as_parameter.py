"""Personal data leaves as a match key only.

Match keys are normalised and hashed the way the platform wants them. The same address as a plain parameter stands
readable in reports, exports and the vendor's logs. Google's policies forbid it outright.

Remedy: move the field from `parameters` to `match_keys`, or leave it out.

Source: https://support.google.com/analytics/answer/6366371, checked 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

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
    for mapping, event in by_event(project):
        known = project.parameters_of(event) if mapping.parameters else {}
        for field, name in mapping.parameters.items():
            found = known.get(name) if isinstance(name, str) else None
            if found is not None and found.pii is not None:
                message = (
                    f'mapping of "{mapping.event}" to "{mapping.destination}" sends "{name}" ({found.pii}) in the clear'
                )
                yield Problem(mapping.place("parameters", field), message, help='make it one of the "match_keys"')
