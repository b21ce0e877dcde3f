"""The server tells the platform of as many events as the platform asks for.

Where browsers refuse the pixel, only the server's events are left. Meta says of each event which share of the browser's events the server
should tell as well, and which it does.

Remedy: look which orders the server does not send: refused for a missing field, sent too late, or of a way to pay that the back end
does not know.

Source: Meta's answer to the dataset quality call, `event_coverage.goal_percentage`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import label, of_kind, problem

SHARE = "settings: [{web: [{event_name: Purchase, event_coverage: {percentage: %s, goal_percentage: 75}}]}]"


@rule(good=SHARE % 90, bad=SHARE % 34.1, level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for setting in of_kind(project, "quality"):
        share, goal = setting.says("coverage"), setting.says("coverage_goal")
        if isinstance(share, int | float) and isinstance(goal, int | float) and share < goal:
            message = (
                f"{label(setting)}: the server tells {share:g} % of what the browser does, and {goal:g} % are wanted"
            )
            yield problem(setting, message, help="look which events the server does not send", about="coverage")
