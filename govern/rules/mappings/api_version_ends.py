"""A server does not send by an API version that ends within two months.

The day on which a version stops is announced long before, and comes as a surprise all the same, on a day when nobody has
time: the server's events are missing from that night on. Two months are enough to change and test in peace.

Remedy: set the current version where the destination or the mapping names one, and send a test event by it. `--today`
shows what will end until then.

Source: https://developers.facebook.com/docs/graph-api/changelog/versions/ and
https://developers.google.com/google-ads/api/docs/sunset-dates, checked 2026-11-26; for other platforms `version_ends` in
`govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.api_versions import DAYS, asked, is_formed, is_over, last_day, month


@rule(
    good="destinations: [{name: meta, platform: meta, server: {api_version: v25.0}}]",
    bad="destinations: [{name: meta, platform: meta, server: {api_version: v21.0}}]",
    level="warning",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    versions = list(asked(project))
    soon = (date.fromisoformat(project.today) + timedelta(days=DAYS)).isoformat() if versions else ""
    for one in versions:
        day, said = last_day(one), month(one)
        if not one.platform.api.version_ends.verified or not is_formed(one) or is_over(one, project.today):
            continue
        until = (
            f"on {day}"
            if day and day <= soon
            else f"in {said}, on a day not yet told"
            if said and said <= soon[:7]
            else ""
        )
        if until:
            message = f'{one.by} sends by version "{one.version}", which {one.platform.name} ends {until}'
            yield Problem(one.place, message, help=f"the current one is {one.platform.api.version_current}")
