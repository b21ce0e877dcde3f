"""An attribution window is one that the platform offers.

Meta has clicks of one or seven days and no others. A plan that says 14 was never set: what runs is the default, and the
comparison with the other channels, all said to be on 14 days, is wrong by what falls between. Platforms take windows
away, too: views of 7 and 28 days ended at Meta on 2026-01-12, and reports over that day show a fall that never happened.

Remedy: take one of the lengths in the message, and give the `reason` where it differs from the standard.

Source: https://developers.facebook.com/blog/post/2025/10/16/ads-insights-api-metric-availability-updates/, checked
2026-11-26; for other platforms the addresses in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.attribution.windows import not_offered
from govern.platforms.facts import Window
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.base import seconds


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
attribution: {windows: [{destination: meta, click: 7d}]}
""",
    bad="""
destinations: [{name: meta, platform: meta}]
attribution: {windows: [{destination: meta, click: 14d}]}
""",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    for place, interaction, length, platform, window in not_offered(project):
        if window.verified:
            message = f'{platform.name} has no {interaction} window of "{length}", expected {window.offered()}'
            yield Problem(place, message, help=why_not(window, seconds(length) / 86400))


def why_not(window: Window, days: float) -> str:
    """What happened to a length that somebody may remember."""
    if days in window.removed_days:
        return f"it was taken away on {window.removed_on}"
    if days in window.reporting_only_days:
        return "it can be chosen in reports, and not be set"
    return "write what is set in the tool"
