"""A window that `settings` wish for a conversion is one that its platform offers.

A window that nobody can set stays what it was: the specs say 45 days, the tool goes on with 30, and the comparison of the channels is
wrong by what falls between. `diff` tells of it after every export, and nobody can make it go away.

Remedy: take one of the lengths in the message.

Source: the addresses of each platform's windows in `govern/platforms`, with the day on which they were read.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.attribution.windows import INTERACTIONS
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.wished import wished
from govern.spec.base import DURATION, seconds

SPECS = """
destinations: [{name: linkedin, platform: linkedin}]
settings: [{destination: linkedin, conversions: [{name: Order, click: %s}]}]
"""


@rule(good=SPECS % "30d", bad=SPECS % "45d", level="warning", by_date=True)
def check(project: Project) -> Iterator[Problem]:
    for wish in wished(project):
        platform = project.platform(wish.setting.platform) if wish.setting.kind == "conversion" else None
        for field, shown in INTERACTIONS.items() if platform is not None else ():
            length, offered = wish.fields.get(field), platform.windows.get(field) if platform is not None else None
            if platform is None or offered is None or not isinstance(length, str) or not offered.verified:
                continue
            if DURATION.accepts(length) and seconds(length) and not offered.offered_on(seconds(length), project.today):
                message = f'{platform.name} has no {shown} window of "{length}", expected {offered.offered()}'
                yield Problem(wish.places[field], message, help="take one of these")
