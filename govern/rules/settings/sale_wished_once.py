"""Every sale counts: a key event or conversion of a purchase is wished with `counting: every`.

Counted once a session or a click, the second order of the same visitor is left out, and revenue in the tool falls behind the shop's.

Remedy: write `counting: every`; where one is meant, say the `reason`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.goals import goal
from govern.settings.wished import wished

SPECS = """
destinations: [{name: ga4, platform: ga4}]
settings: [{destination: ga4, key_events: [{event: purchase, counting: %s}]}]
"""


@rule(good=SPECS % "every", bad=SPECS % "once", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for wish in wished(project):
        if goal(wish.setting) == "sale" and wish.fields.get("counting") == "once" and not wish.reason:
            message = f'"{wish.setting.name}" is to count one sale only: a second order of the same visitor is left out'
            yield Problem(wish.places["counting"], message, help="write counting: every, or the reason")
