"""Every role in an access list is one that its platform has.

What a role allows decides who is counted as administrator and what a review has to look at. A role that nobody knows is
a typing mistake, a placeholder, or new at the platform.

Remedy: correct the list; if the platform has a new role, add it under `access: {roles: [...]}` in `platforms/<key>.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access import AccessEntry, AccessList
from govern.access.elsewhere import SYSTEMS
from govern.access.live import entries, problem
from govern.access.register import platform_name, rank
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="access: {userPermission: [{emailAddress: ana@acme.example, accountAccess: {permission: admin}}]}",
    bad="access: {userPermission: [{emailAddress: ana@acme.example, accountAccess: {permission: superadmin}}]}",
    level="note",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    seen = set()
    for people, entry in entries(project):
        if (
            is_closed(people, entry)
            and entry.role
            and rank(project, entry) is None
            and (people.file, entry.role) not in seen
        ):
            seen.add((people.file, entry.role))
            message = f'"{entry.shown}" has the role "{entry.role}", which {platform_name(project, people.platform)} is not known to have'
            yield problem(entry, message, help="correct the list, or add the role in platforms/")


def is_closed(people: AccessList, entry: AccessEntry) -> bool:
    """Whether all words for roles are known here: Meta's many kinds of assets have tasks of their own, a cloud has thousands."""
    return people.platform not in ("", *SYSTEMS) and (people.platform != "meta" or entry.asset.startswith("business"))
