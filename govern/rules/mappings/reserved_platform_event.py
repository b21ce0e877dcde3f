"""An event is not sent under a name that the platform keeps for itself.

Google Analytics fills `session_start`, `user_engagement` and others by itself, and names that begin with `ga_` or
`google_` too. What is sent under one of them is dropped, or mixed into the sessions that everything else is divided by.

Remedy: give the event another name in the mapping's `as`.

Source: https://support.google.com/analytics/answer/13316687, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.mappings import by_platform


@rule(
    good="""
destinations: [{name: ga4, platform: ga4}]
events: [{name: visit}]
mappings: [{event: visit, destination: ga4, as: shop_visit}]
""",
    bad="""
destinations: [{name: ga4, platform: ga4}]
events: [{name: visit}]
mappings: [{event: visit, destination: ga4, as: session_start}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, platform in by_platform(project):
        reserved, name = platform.reserved_names, mapping.as_
        if reserved.verified and (name in reserved.event_names_web or name.startswith(reserved.event_prefixes)):
            message = f'event "{mapping.event}" maps to {platform.name} "{name}", a name it keeps for itself'
            yield Problem(mapping.place("as"), message, help="take another name here; the event keeps its own")
