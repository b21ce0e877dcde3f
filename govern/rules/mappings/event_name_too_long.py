"""An event's name is no longer than the platform takes.

GA4 throws an event away whose name has more than 40 characters. The tag has fired, the debug view shows nothing, and the
report has no line where people look for one.

Remedy: give the event a shorter name in the mapping's `as`.

Source: https://developers.google.com/analytics/devguides/collection/protocol/ga4/sending-events, checked 2026-11-22, and for
Meta's 50 https://developers.facebook.com/documentation/meta-pixel/implementation/conversion-tracking, checked 2026-11-26.
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
mappings: [{event: quiz, destination: ga4, as: quiz_done}]
""",
    bad="""
destinations: [{name: ga4, platform: ga4}]
events: [{name: quiz}]
mappings: [{event: quiz, destination: ga4, as: visitor_has_answered_all_questions_of_the_quiz}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, platform in by_platform(project):
        limit = platform.limits.get("event_name_length")
        if limit is not None and limit.verified and len(mapping.as_) > limit.value:
            message = (
                f'event "{mapping.event}" maps to {platform.name} "{mapping.as_}" of {len(mapping.as_)} characters, '
                f"and {platform.name} takes {limit.value}"
            )
            yield Problem(mapping.place("as"), message, help="take a shorter name here; the event keeps its own")
