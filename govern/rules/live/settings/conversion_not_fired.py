"""A conversion that counts has been told of something within the last 30 days.

One that has not is a tag that broke, an event that was renamed, or a conversion that nobody needs: either campaigns steer without it,
or it stands in the way of whoever looks for the right one.

Remedy: look whether its tag still fires; remove the conversion if it is not needed.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import in_use, label, problem
from govern.settings.told import days_before
from govern.source.days import NEVER

DAYS = 30
ROW = """
settings:
  - data: [{id: "1", name: Thank-you page, custom_event_type: PURCHASE, is_archived: false, last_fired_time: "%s"}]
"""


@rule(good=ROW % "2026-11-20T10:00:00+0000", bad=ROW % "2026-06-20T10:00:00+0000", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for setting in in_use(project, "conversion"):
        fired = setting.says("fired")
        is_on = setting.says("status") == "active" and setting.says("primary") is not False
        if not isinstance(fired, str) or not is_on:
            continue
        ago = days_before(fired, project.today)
        if fired == NEVER or (ago is not None and ago > DAYS):
            when = (
                "has never been told of anything"
                if fired == NEVER
                else f"was last told of something on {fired}, {ago} days ago"
            )
            yield problem(setting, f"{label(setting)} {when}", help="look whether its tag still fires, or remove it")
