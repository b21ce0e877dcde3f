"""Platforms take what is sent to them.

A refused event is missing from every report, and senders that look at nothing but the request's being sent never
notice.

Remedy: read the code: 400 is what the body says wrong, 401 and 403 the token, 429 too much at once.

Source: the facts of the platforms (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures.told import events, problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="error",
    cost="numbers",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead', status: 200}
""",
    bad="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead', status: 400}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit in events(project):
        if (hit.status or 0) >= 400 or hit.error:
            status = f"status {hit.status}" if (hit.status or 0) >= 400 else ""
            code = f"code {hit.error}" if hit.error else ""
            said = " and ".join(filter(None, (status, code)))
            yield problem(hit, f"was refused with {said}", once=said)
