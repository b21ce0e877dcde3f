"""A server sends by an API version with at least a year to live.

An old version still works, and new fields do not: consent signals, new match keys and events that the platform has added
since are dropped without a word. It is cheaper to move along once a year than to jump when it ends.

Remedy: set the current version where the destination or the mapping names one, and send a test event by it.

Source: https://developers.facebook.com/docs/graph-api/changelog/versions/, checked 2026-11-26; for other platforms
`version_ends` in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.api_versions import DAYS, asked, is_formed, last_day, month, order

YEAR = 365


@rule(
    good="destinations: [{name: meta, platform: meta, server: {api_version: v25.0}}]",
    bad="destinations: [{name: meta, platform: meta, server: {api_version: v22.0}}]",
    level="note",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    for one in asked(project):
        current, day = one.platform.api.version_current, last_day(one)
        if not is_formed(one) or not order(one.version) < order(current) or not one.platform.api.version_ends.days:
            continue
        if not day or day_in(project, DAYS) < day <= day_in(project, YEAR):
            said = month(one)
            if said and said <= day_in(project, DAYS)[:7]:
                continue
            until = f", and ends on {day}" if day else f", and ends in {said}, on a day not yet told" if said else ""
            message = f'{one.by} sends by version "{one.version}", which is older than {current}{until}'
            yield Problem(one.place, message, help=f"the current one is {current}")


def day_in(project: Project, days: int) -> str:
    """The day that many days from now."""
    return (date.fromisoformat(project.today) + timedelta(days=days)).isoformat()
