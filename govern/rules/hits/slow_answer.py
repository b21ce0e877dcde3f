"""Platforms answer in time: a pixel within half a second, a server API within half a second too.

A page that is left before a slow pixel has been sent loses the event; a sender that waits for a slow API falls
behind.

Remedy: load less before the event, send by a beacon, or from the server.
"""

from collections.abc import Iterator

from govern.captures.answers import SLOW
from govern.captures.told import events, problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="note",
    cost="tidy",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead', status: 200, ms: 80}
""",
    bad="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead', status: 200, ms: 900}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit in events(project):
        if hit.ms is not None and hit.ms > SLOW:
            yield problem(hit, f"took {hit.ms:,.0f} ms, expected at most {SLOW}", once="slow")
