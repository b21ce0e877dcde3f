"""An attribution window is one that the platform is said to offer.

Whether this platform offers such a window we know from memory only, so this is a question and no verdict: is the window
really set in the tool as it is written here? If it is not, the report compares lengths that nobody runs.

Remedy: look into the tool. If the window is there, ignore this line, with a reason.

Source: from memory, as `govern/platforms` says of these facts.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.attribution._windows import not_offered


@rule(
    good="""
destinations: [{name: reddit, platform: reddit}]
attribution: {windows: [{destination: reddit, click: 28d}]}
""",
    bad="""
destinations: [{name: reddit, platform: reddit}]
attribution: {windows: [{destination: reddit, click: 14d}]}
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for place, interaction, length, platform, window in not_offered(project):
        if not window.verified:
            message = f'{platform.name} is not known to offer "{length}" as its {interaction} window: we know of '
            message += f"{window.offered()} (not verified)"
            yield Problem(place, message)
