"""A pixel has received something within the last week.

A pixel that is silent loses its audiences day by day. When it is the shop's own, the shop is not measured; when it is an old one, somebody
may still build campaigns on it.

Remedy: look whether the site still loads it; remove one that is not needed from the account, as far as the platform lets you.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import in_use, label, problem
from govern.settings.told import days_before
from govern.source.days import NEVER

DAYS = 7
ROW = 'settings: [{data: [{id: "100000000000001", name: Shop, last_fired_time: "%s", is_unavailable: false}]}]'


@rule(good=ROW % "2026-11-20T10:00:00+0000", bad=ROW % "2026-10-20T10:00:00+0000", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for setting in in_use(project, "pixel"):
        fired = setting.says("fired")
        if not isinstance(fired, str) or setting.says("status") not in (None, "active"):
            continue
        ago = days_before(fired, project.today)
        if fired == NEVER or (ago is not None and ago > DAYS):
            when = (
                "has never received anything"
                if fired == NEVER
                else f"last received something on {fired}, {ago} days ago"
            )
            yield problem(setting, f"{label(setting)} {when}", help="look whether the site still loads it")
