"""An event has no more parameters than the platform keeps.

GA4 takes 25 parameters with an event and drops the others. Which ones it drops depends on their order, so a report is
empty on one page and full on another, and nobody finds the reason on either.

Remedy: leave out what no report uses, or put what belongs to products into `items`. Analytics 360 keeps more: tell it
with `settings: {analytics_360: true}` of the destination, and nothing is said.

Source: https://developers.google.com/analytics/devguides/collection/protocol/ga4/sending-events, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.mappings import by_platform, is_360

FIELDS = ", ".join(f"p{number}: {{value: 1}}" for number in range(26))


@rule(
    good="""
destinations: [{name: ga4, platform: ga4}]
events: [{name: quiz}]
mappings: [{event: quiz, destination: ga4, as: quiz_done, parameters: {score: {value: 1}, rank: {value: 2}}}]
""",
    bad=f"""
destinations: [{{name: ga4, platform: ga4}}]
events: [{{name: quiz}}]
mappings: [{{event: quiz, destination: ga4, as: quiz_done, parameters: {{{FIELDS}}}}}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, platform in by_platform(project):
        limit = platform.limits.get("params_per_event")
        many = limit is not None and limit.verified and len(mapping.parameters) > limit.value
        if limit is not None and many and not is_360(project, mapping):
            message = (
                f'mapping of "{mapping.event}" to "{mapping.destination}" has {len(mapping.parameters)} parameters, '
                f"of which {platform.name} keeps {limit.value}"
            )
            help = "leave some out; of Analytics 360 tell the destination (settings: {analytics_360: true})"
            yield Problem(mapping.place("parameters"), message, help=help, at_key=True)
