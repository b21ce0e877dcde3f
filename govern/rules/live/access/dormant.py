"""Nobody keeps access that they do not use.

Access that nobody has used for months is not missed when it goes, and does harm when it is taken over. The specs say
after how long, under `access: {policy: {dormant_after: 90d}}`; the list needs a column such as "Last active", or a report of activity beside it. Who has
never been active counts from the day on which they got the access, if the list or the `since` of their grant tells it. Where no
list of the platform tells anything, the list of the identity provider does, if it says when somebody signed in last.

Remedy: ask the person, and remove what they do not need.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from govern.access import AccessEntry
from govern.access.live import at, entries, has_left, problem
from govern.access.people import in_directory, last_active, since
from govern.access.policy import wished
from govern.access.register import register
from govern.project import Project
from govern.rules import Problem, rule
from govern.source.days import NEVER
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
    by_date=True,
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    limit = wished(project, "dormant_after")
    if limit is None:
        return
    longest, today = seconds(limit) / 86400, date.fromisoformat(project.today)
    for _, entry in entries(project):
        if has_left(project, entry) or entry.state in ("invited", "suspended"):
            continue
        day, said = used(project, entry)
        days = (today - date.fromisoformat(day)).days if is_date(day) else 0
        if days > longest:
            message = (
                f'"{entry.shown}" {said.format(days)} and has the role "{entry.role}" at {at(project, entry)}, '
                f"expected at most {limit}"
            )
            yield problem(entry, message, help="ask whether it is still needed, or remove it")


def used(project: Project, entry: AccessEntry) -> tuple[str, str]:
    """The day from which a role was not used, empty where nothing tells it, and the words for so many days."""
    day = last_active(project, entry)
    if day == NEVER:
        return since(project, entry) or granted_on(project, entry), "has never been active in {} days"
    known = in_directory(project, entry) if not day else None
    if known is None:
        return day, "was last active {} days ago"
    return last_active(project, known), "last signed in to the directory {} days ago"


def granted_on(project: Project, entry: AccessEntry) -> str:
    """The day from which the specs grant a role; empty where they do not say."""
    found = register(project).grant(entry)
    return (found[0].since or "") if found else ""
