"""Nobody is granted a second role that lets them edit, approve or publish the same container.

In Tag Manager the role `publish` holds `approve`, and that holds `edit`. Whoever was granted `edit` and later `publish` was
meant to hand work to somebody else for release, and can release it alone: a wrong tag goes live without a second pair of
eyes, and shows in the numbers a week later.

Remedy: keep the role that the person needs and remove the other grant.

Source: https://support.google.com/tagmanager/answer/6107011, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.grants import CurrentGrant, current_grants, subject
from govern.access.rolenames import role_key
from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule

HANDS = ("edit", "approve", "publish")
"""The roles, each of which holds those before it."""
GRANT = (
    "{who: mia@b.example, platform: gtm, asset: GTM-ABC1234, role: %s, approved_by: cto@b.example, reason: releases}"
)


@rule(
    good=f"access: {{grants: [{GRANT % 'publish'}]}}",
    bad=f"access: {{grants: [{GRANT % 'edit'}, {GRANT % 'publish'}]}}",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    given: dict[str, list[CurrentGrant]] = {}
    for entry in current_grants(project):
        if entry.platform != "gtm" or role_key(entry.grant.role) not in HANDS:
            continue
        before = given.setdefault(entry.who, [])
        other = next((one for one in before if meet(one, entry)), None)
        before.append(entry)
        if other is not None:
            asset = f" at {entry.grant.asset}" if entry.grant.asset else ""
            message = f'"{entry.grant.who}" is granted "{other.grant.role}" and "{entry.grant.role}"{asset}, expected one of the two'
            related = (Related("the other grant", other.place),)
            yield Problem(entry.place, message, related, "remove one of the two", subject(entry.grant))


def meet(one: CurrentGrant, other: CurrentGrant) -> bool:
    """Whether two grants are different roles at one container, or the greater one, which names none, holds at all."""
    lesser, greater = sorted((one, other), key=lambda grant: HANDS.index(role_key(grant.grant.role)))
    return role_key(lesser.grant.role) != role_key(greater.grant.role) and greater.asset in ("", lesser.asset)
