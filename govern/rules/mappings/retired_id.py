"""A destination does not go by an id that the platform has retired.

Universal Analytics (`UA-…`) has processed nothing since July 2024. A tag with such an id still fires on every page, costs
time and consent, and nothing of it is ever seen again.

Remedy: take the id of what replaced it, for Universal Analytics a GA4 measurement ID (`G-…`); or remove the destination.

Source: https://support.google.com/analytics/answer/11583528, checked 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.account_ids import ids, looks, retired
from govern.signals.destinations import at_platforms


@rule(
    good="destinations: [{name: ga4, platform: ga4, id: G-1A2BCD345E}]",
    bad="destinations: [{name: ga4, platform: ga4, id: UA-1234567-1}]",
)
def check(project: Project) -> Iterator[Problem]:
    for destination, platform in at_platforms(project):
        for route, id in ids(destination):
            if retired(platform, id) is not None:
                message = f'destination "{destination.name}" has the id "{id}", a kind that {platform.name} has retired'
                yield Problem(
                    destination.place(*route), message, help=f"its ids look {looks(platform)}", cause=destination.name
                )
