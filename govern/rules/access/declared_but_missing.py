"""A declared grant exists at its platform.

A grant that the platform does not have is a plan that nobody carried out, or access that was taken away and is still
approved on paper. Reviews that list it as granted are wrong.

Remedy: give the access, or remove the grant from the specs.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.live.access.declared import Register, same_role
from govern.model.access import Grant
from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.access._grants import subject
from govern.rules.access._live import platform_key, platform_name, register

LIVE = "access: {userPermission: [{emailAddress: ana@acme.example, accountAccess: {permission: admin}}]}"


@rule(
    good=f"""
specs: {{access: {{grants: [{{who: ana@acme.example, platform: gtm, role: admin}}]}}}}
{LIVE}
""",
    bad=f"""
specs: {{access: {{grants: [{{who: bo@agency.example, platform: gtm, role: admin}}]}}}}
{LIVE}
""",
    level="warning",
    over="live",
)
def check(project: Project) -> Iterator[Problem]:
    known = register(project)
    for grant, place in known.grants:
        if grant.until is not None and grant.until < project.today:
            continue
        if is_covered(project, known, grant) and not is_live(project, known, grant):
            where = " ".join((platform_name(grant.platform), grant.asset or "")).strip()
            message = f'"{grant.who}" does not have the role "{grant.role}" at {where}, which the specs grant'
            yield Problem(place, message, subject=subject(grant))


def is_covered(project: Project, known: Register, grant: Grant) -> bool:
    """Whether a complete list of the grant's asset was given; one that names other assets only says nothing."""
    platform = platform_key(grant.platform)
    for people in project.live.access:
        if people.more is None and platform_key(people.platform) == platform:
            assets = {entry.asset for entry in people.entries}
            if any(known.may_be_same_asset(grant.asset or "", asset) for asset in assets):
                return True
    return False


def is_live(project: Project, known: Register, grant: Grant) -> bool:
    """Whether any entry is what the grant speaks of."""
    every = (entry for people in project.live.access for entry in people.entries)
    return any(
        found == grant and same_role(found.role, entry.role) for entry in every for found, _ in known.grants_of(entry)
    )
