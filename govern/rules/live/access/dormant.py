"""Nobody keeps access that they do not use.

Access that nobody has used for months is not missed when it goes, and does harm when it is taken over. The specs say
after how long, under `access: {policy: {dormant_after: 90d}}`; the list needs a column such as "Last active".

Remedy: ask the person, and remove what they do not need.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from govern.access.live import at, entries, has_left, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.base import is_date, seconds

SPECS = "specs: {access: {policy: {dormant_after: 90d}}}"


@rule(
    good=f"""
{SPECS}
access: [{{user: ana@acme.example, role: publish, platform: gtm, last active: 2099-01-31}}]
""",
    bad=f"""
{SPECS}
access: [{{user: ana@acme.example, role: publish, platform: gtm, last active: 2020-01-31}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    limits = [access.policy.dormant_after for access in project.access if access.policy]
    limit = next((limit for limit in reversed(limits) if limit), None)
    if limit is None:
        return
    longest, today = seconds(limit) / 86400, date.fromisoformat(project.today)
    for _, entry in entries(project):
        if is_date(entry.last_active) and not has_left(project, entry):
            days = (today - date.fromisoformat(entry.last_active)).days
            if days > longest:
                message = f'"{entry.principal}" was last active {days} days ago and has the role "{entry.role}" at {at(project, entry)}, expected at most {limit}'
                yield problem(entry, message, help="ask whether it is still needed, or remove it")
