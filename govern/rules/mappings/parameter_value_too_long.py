"""A parameter's value is no longer than the platform keeps.

GA4 cuts a value after 100 characters. Page titles, search terms and lists of names then end in the middle of a word, and
two values that begin alike become one line of the report.

Remedy: send a shorter value, such as an id instead of a title, or the first of a list. Analytics 360 keeps more: tell it
with `settings: {analytics_360: true}` of the destination, and nothing is said.

Source: https://developers.google.com/analytics/devguides/collection/protocol/ga4/sending-events, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.mappings import is_360
from govern.signals.platform_fields import parameters, values

LONG = "Everything that the visitor has looked at, in the order of the time that was spent with it, one after the other"


@rule(
    good="""
destinations: [{name: ga4, platform: ga4}]
events: [{name: quiz, parameters: [{name: result, type: string}], examples: [{result: oak}]}]
mappings: [{event: quiz, destination: ga4, as: quiz_done, parameters: {result: result}}]
""",
    bad=f"""
destinations: [{{name: ga4, platform: ga4}}]
events: [{{name: quiz, parameters: [{{name: result, type: string}}], examples: [{{result: '{LONG}'}}]}}]
mappings: [{{event: quiz, destination: ga4, as: quiz_done, parameters: {{result: result}}}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    said: set[Place] = set()
    for one in parameters(project):
        limit = one.platform.limits.get("param_value_length")
        if limit is None or not limit.verified or is_360(project, one.mapping):
            continue
        longest = limit.exceptions.get(one.field, limit.value)
        for place, value in values(one):
            if isinstance(value, str) and len(value) > longest and place not in said:
                said.add(place)
                message = (
                    f'{one.said} sends "{one.field}" with {len(value)} characters, '
                    f"of which {one.platform.name} keeps {longest}"
                )
                yield Problem(place, message, help="send a shorter value, such as an id instead of a title")
