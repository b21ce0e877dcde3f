"""Test traffic goes to another id than production's.

With one id in staging and in production, every test order is a conversion: the day of the release shows a peak that
nobody bought, and bidding learns from the testers.

Remedy: make a second pixel or data stream for staging, or leave the environment out if it shall not send at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.account_ids import ids


@rule(
    good="destinations: [{name: ga4, platform: ga4, id: {production: G-1A2BCD345E, staging: G-9Z8YXW765V}}]",
    bad="destinations: [{name: ga4, platform: ga4, id: {production: G-1A2BCD345E, staging: G-1A2BCD345E}}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for destination in project.destination_by_name.values():
        if isinstance(destination.id, dict) and (live := destination.id.get("production")) is not None:
            for route, id in ids(destination):
                if id == live and route[-1] != "production":
                    message = f'destination "{destination.name}" has in {route[-1]} the id of production, "{id}"'
                    related = (Related("production is here", destination.place("id", "production")),)
                    help, cause = f"make one for {route[-1]}", destination.name
                    yield Problem(destination.place(*route), message, related, help, cause=cause)
