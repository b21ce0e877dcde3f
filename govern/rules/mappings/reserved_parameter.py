"""A parameter does not have a name that the platform keeps for itself.

GA4 drops parameters that begin with `ga_`, `google_`, `firebase_` or an underscore. The event is there, and the report
about the field is empty.

Remedy: give the field another name in the mapping; the parameter of the event keeps its own.

Source: https://support.google.com/analytics/answer/13316687, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.platforms import Platform
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.mappings import by_platform


@rule(
    good="""
destinations: [{name: ga4, platform: ga4}]
events: [{name: quiz}]
mappings: [{event: quiz, destination: ga4, as: quiz_done, parameters: {quiz_score: {value: 7}}}]
""",
    bad="""
destinations: [{name: ga4, platform: ga4}]
events: [{name: quiz}]
mappings: [{event: quiz, destination: ga4, as: quiz_done, parameters: {ga_score: {value: 7}}}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, platform in by_platform(project):
        for field in mapping.parameters:
            if is_reserved(platform, field):
                message = (
                    f'mapping of "{mapping.event}" has the parameter "{field}", a name {platform.name} keeps for itself'
                )
                help = "take another name here; the event's parameter keeps its own"
                place, cause = mapping.place("parameters", field), f"{platform.key}\n{field}"
                yield Problem(place, message, help=help, at_key=True, cause=cause)


def is_reserved(platform: Platform, field: str) -> bool:
    """Whether a platform keeps a name for itself. What servers have to send with every event, they may send."""
    reserved = platform.reserved_names
    if not reserved.verified or f"params.{field}" in platform.envelope:
        return False
    return field in reserved.parameter_names or field.startswith(reserved.parameter_prefixes)
