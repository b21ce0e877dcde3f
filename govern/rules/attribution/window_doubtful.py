"""An attribution window is one that the platform is said to offer.

The lengths that Reddit, Microsoft and X offer were not verified at their source, so this is a question and no verdict:
is the window really set in the tool as it is written here?

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
            message = (
                (
                    f'{platform.name} is not known to have an {interaction} window of "{length}": we know of '
                    f"{window.offered()} (not verified)"
                )
                .replace("an click", "a click")
                .replace("an view", "a view")
            )
            yield Problem(place, message)
