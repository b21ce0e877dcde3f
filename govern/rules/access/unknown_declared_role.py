"""A granted role is one that the platform has.

Nobody can be given a role that does not exist, so what the person got is something else: in the audit they hold a role
that no grant declares, and nobody knows which of the two was approved.

Remedy: take the role that the message suggests.

Source: the roles stand with their sources in the facts about each platform, `govern/platforms`, such as those at
https://support.google.com/tagmanager/answer/6107011, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.grants import subject
from govern.access.rolenames import role_key, roles_meant
from govern.platforms import Platform
from govern.project import Project
from govern.rules import Problem, put, rule
from govern.spec.spelling import meant, suggest

EVERYWHERE = ("admin", "administrator", "owner", "none")
GRANT = "{who: a@b.example, platform: gtm, role: %s, approved_by: c@b.example, reason: releases}"


@rule(
    good=f"access: {{grants: [{GRANT % 'publish'}]}}", bad=f"access: {{grants: [{GRANT % 'publsh'}]}}", level="warning"
)
def check(project: Project) -> Iterator[Problem]:
    for grant, place in project.grants():
        platform = project.platform(grant.platform)
        if platform is None or not has_known_roles(platform) or role_key(grant.role) in EVERYWHERE:
            continue
        if not roles_meant(platform.roles, grant.role):
            message = f'"{grant.who}" is granted the role "{grant.role}", which {platform.name} is not known to have'
            words = tuple(dict.fromkeys(role.name.rpartition("/")[2] for role in platform.roles))
            where, help = place.replace(route=(*place.route, "role")), suggest(grant.role, words)
            yield Problem(where, message, help=help, subject=subject(grant), fix=put(where, meant(grant.role, words)))


def has_known_roles(platform: Platform) -> bool:
    """Whether all words for roles are known: Meta's many kinds of assets have tasks of their own, and elsewhere at least
    the administrator and most others must have been read at their source."""
    verified = sum(role.verified for role in platform.roles)
    return platform.key != "meta" and 2 * verified > len(platform.roles)
