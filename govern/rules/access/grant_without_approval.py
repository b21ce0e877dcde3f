"""Every grant says who approved it and why.

Access that nobody remembers giving is access that nobody dares to take away. In a review, and in the audit after an
incident, "it has always been like this" is what the finding will say.

Remedy: add `approved_by` (not the person who got it) and a `reason` in a few words.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.grants import current_grants, subject
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="access: {grants: [{who: a@b.example, platform: gtm, role: read, approved_by: c@b.example, reason: reports}]}",
    bad="access: {grants: [{who: a@b.example, platform: gtm, role: read}]}",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for entry in current_grants(project):
        grant = entry.grant
        if entry.place.route[-2:-1] == ("roles",):
            continue  # a role of the house gives the reason, and access/role-without-approval asks for the approval
        missing = [key for key in ("approved_by", "reason") if not (getattr(grant, key) or "").strip()]
        if missing:
            asset = f" at {grant.asset}" if grant.asset else ""
            lacks = " and no ".join(f'"{key}"' for key in missing)
            message = f'grant of "{grant.role}" on {grant.platform}{asset} to "{grant.who}" has no {lacks}'
            yield Problem(entry.place, message, help="write who approved it, and why", subject=subject(grant))
