"""A parameter's name is no longer than the platform keeps.

GA4 drops a parameter whose name has more than 40 characters. The custom dimension that was registered for it stays
`(not set)` for ever.

Remedy: give the field a shorter name; the parameter of the event keeps its own.

Source: https://developers.google.com/analytics/devguides/collection/protocol/ga4/sending-events, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.mappings import by_platform


@rule(
    good="""
destinations: [{name: ga4, platform: ga4}]
events: [{name: quiz}]
mappings: [{event: quiz, destination: ga4, as: quiz_done, parameters: {answers: {value: 7}}}]
""",
    bad="""
destinations: [{name: ga4, platform: ga4}]
events: [{name: quiz}]
mappings:
  - event: quiz
    destination: ga4
    as: quiz_done
    parameters: {number_of_answers_that_the_visitor_has_given: {value: 7}}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, platform in by_platform(project):
        limit = platform.limits.get("param_name_length")
        if limit is None or not limit.verified:
            continue
        for field in mapping.parameters:
            if len(field) > limit.value:
                message = (
                    f'mapping of "{mapping.event}" has the parameter "{field}" of {len(field)} characters, '
                    f"and {platform.name} takes {limit.value}"
                )
                help = "take a shorter name here; the event's parameter keeps its own"
                yield Problem(mapping.place("parameters", field), message, help=help, at_key=True)
