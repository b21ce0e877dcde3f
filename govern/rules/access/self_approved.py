"""Nobody approves their own access.

An approval is worth something because two people know of it. In an audit a grant that its holder approved counts as not
approved, and so does everything that was published with it.

Remedy: have somebody else approve it, and write their address in `approved_by`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.grants import current_grants, principals, subject
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="access: {grants: [{who: a@b.example, platform: gtm, role: read, approved_by: c@b.example, reason: reports}]}",
    bad="access: {grants: [{who: a@b.example, platform: gtm, role: read, approved_by: A@b.example, reason: reports}]}",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    names, _, _ = principals(project)
    for entry in current_grants(project):
        approved_by = (entry.grant.approved_by or "").strip().casefold()
        if approved_by and names.get(approved_by, approved_by) == entry.who:
            message = f'grant of "{entry.grant.role}" on {entry.grant.platform} was approved by "{entry.grant.approved_by}", who got it'
            place = entry.place.replace(route=(*entry.place.route, "approved_by"))
            yield Problem(place, message, help="have somebody else approve it", subject=subject(entry.grant))
