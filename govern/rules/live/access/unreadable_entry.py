"""Every entry of an access list names somebody and a role.

An entry without a person or a role cannot be reviewed, and a placeholder or a redacted address hides who it is. Whoever
signs the review would sign for somebody they do not know.

Remedy: export the list again with the missing field; for Google Ads, let the query select access_role.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="access: {userPermission: [{emailAddress: ana@acme.example, accountAccess: {permission: admin}}]}",
    bad="access: {userPermission: [{accountAccess: {permission: admin}}]}",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for people in project.live.access:
        for position, odd in enumerate(people.odd):
            subject = f"{people.platform}\n{odd.place.entity or position}\n{odd.message}"
            yield Problem(odd.place, odd.message, help=odd.help, subject=subject)
