"""Whom the identity provider has suspended has no access.

The organisation's own directory says that this account is closed, and the platform still lets its owner in: platforms with a
login of their own do not hear of it. Of all access this is the most forgotten.

Remedy: remove the access at the platform, and write the day in `until` under `access.people`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.live import allows_something, at, entries, has_left, problem
from govern.access.people import in_directory, is_gone
from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule

LIVE = "access: [{user: bo@acme.example, role: publish, platform: meta}]"


@rule(
    good=f"{LIVE}\npeople: [{{primaryEmail: bo@acme.example, suspended: false}}]",
    bad=f"{LIVE}\npeople: [{{primaryEmail: bo@acme.example, suspended: true}}]",
    by_date=True,
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for _, entry in entries(project):
        known = in_directory(project, entry)
        if known is None or not is_gone(project, known) or has_left(project, entry) or entry.state == "suspended":
            continue
        if allows_something(project, entry):
            left = f"left on {known.extras.get('until', '')}, as the directory says,"
            said = "is suspended in the directory" if known.state == "suspended" else left
            message = f'"{entry.shown}" {said} and has the role "{entry.role}" at {at(project, entry)}'
            related = (Related("the directory says so here", known.place),)
            yield problem(entry, message, help="remove the access at the platform", related=related)
