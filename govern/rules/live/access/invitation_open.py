"""An invitation is accepted within two weeks, or taken back.

Whoever has the link of an open invitation may accept it: the person who changed jobs since, or the one who reads their mail
now. What nobody has accepted after two weeks nobody needs.

Remedy: take the invitation back, and send a new one when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from govern.access.live import at, entries, has_left, problem
from govern.access.people import since
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.base import is_date

LONGEST = 14


@rule(
    good="access: [{user: ana@acme.example, role: edit, platform: gtm, status: pending, invited on: 2026-11-20}]",
    bad="access: [{user: ana@acme.example, role: edit, platform: gtm, status: pending, invited on: 2026-10-01}]",
    level="warning",
    by_date=True,
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    seen, today = set(), date.fromisoformat(project.today)
    for _, entry in entries(project):
        key = entry.platform, entry.key
        sent = since(project, entry) if entry.state == "invited" else ""
        if not is_date(sent) or key in seen or has_left(project, entry):
            continue
        days = (today - date.fromisoformat(sent)).days
        if days > LONGEST:
            seen.add(key)
            message = f'"{entry.shown}" was invited {days} days ago to the role "{entry.role}" at {at(project, entry)} and has not accepted'
            yield problem(entry, message, help="take the invitation back")
