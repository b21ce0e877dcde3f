"""Every sale is counted.

Counted once a click, or once a session, the second order of a customer is worth nothing to whoever set the bids, and revenue in the
tool is below that of the shop for good.

Remedy: count every (Google Ads: Goals › Conversions › Count › Every; Analytics: Once per event; Microsoft: All), and let the order
number keep one order from counting twice.

Source: https://support.google.com/google-ads/answer/3438531 and https://support.google.com/analytics/answer/13366706, checked
2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.goals import goal
from govern.settings.held import pairs
from govern.settings.live import identity, in_use, label, problem

EVENT = "settings: [{keyEvents: [{name: properties/7/keyEvents/1, eventName: purchase, countingMethod: %s}]}]"


@rule(good=EVENT % "ONCE_PER_EVENT", bad=EVENT % "ONCE_PER_SESSION", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    wished = {identity(pair.live) for pair in pairs(project) if "counting" in pair.fields}
    for setting in in_use(project, "conversion", "key_event"):
        is_on = setting.says("status") in (None, "active") and identity(setting) not in wished
        if is_on and goal(setting) == "sale" and setting.says("counting") == "once":
            message = f"{label(setting)} counts one sale only: a second order of the same visitor is left out"
            yield problem(setting, message, help="count every sale, or write the reason into the specs")
