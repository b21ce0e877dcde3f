"""An attribution window is one that the platform is said to offer.

The lengths that X offers for websites were read for apps only, so this is a question and no verdict: is the window
really set in the tool as it is written here? If it is not, the report compares lengths that nobody runs.

Remedy: look into the tool. If the window is there, ignore this line, with a reason.

Source: https://docs.x.com/x-ads-api/measurement/mobile-conversions, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.attribution.windows import not_offered
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
destinations: [{name: x, platform: x}]
attribution: {windows: [{destination: x, click: 30d}]}
""",
    bad="""
destinations: [{name: x, platform: x}]
attribution: {windows: [{destination: x, click: 28d}]}
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for place, interaction, length, platform, window in not_offered(project):
        if not window.verified:
            message = f'{platform.name} is not known to offer "{length}" as its {interaction} window: we know of '
            message += f"{window.offered()} (not verified)"
            yield Problem(place, message, help="look into the tool, and ignore this line if it is there")
