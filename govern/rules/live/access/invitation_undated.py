"""An open invitation says when it was sent.

This list has somebody who has not accepted, and not since when. An invitation of last week is nothing; one of last year is a
door that anybody with its link may open.

Remedy: look up the day at the platform, and take the invitation back if it is older than two weeks.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.live import at, entries, has_left, problem
from govern.access.people import since
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.base import is_date


@rule(
    good="access: [{user: ana@acme.example, role: edit, platform: gtm, status: pending, invited on: 2026-11-20}]",
    bad="access: [{user: ana@acme.example, role: edit, platform: gtm, status: pending}]",
    level="note",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    seen = set()
    for _, entry in entries(project):
        key = entry.platform, entry.key
        if (
            entry.state == "invited"
            and not is_date(since(project, entry))
            and key not in seen
            and not has_left(project, entry)
        ):
            seen.add(key)
            message = f'"{entry.shown}" has not accepted the role "{entry.role}" at {at(project, entry)}, and nothing says since when'
            yield problem(entry, message, help="look up when the invitation was sent")
