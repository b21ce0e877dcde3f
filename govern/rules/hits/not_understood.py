"""Every request to a platform's host has a form that is known.

What is sent in a form that nobody has described is not judged: an event may hide in it, and coverage is too low by it.

Remedy: look at the request; if it tells an event, tell us its form, or keep out of the capture what is not about tracking.
"""

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="note",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead'}
""",
    bad="""
capture:
  - {url: 'https://analytics.tiktok.com/new/way?x=1'}
""",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    for capture in project.live.captures:
        for one in capture.unknown:
            place = Place(capture.file, (), None, f"request {one.n}")
            who = f"to {one.where}, a host of {one.platform}," if one.platform else f"({one.where})"
            yield Problem(
                place, f"request {who} is not understood", cause=f"{one.platform} {one.where}", subject=one.where
            )
