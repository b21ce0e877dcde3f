"""Lists of access against the specs, as changes: what would have to happen at the platforms so that lists say what specs grant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.access.live import entries, has_left, is_undeclared
from govern.access.register import platform_name, register
from govern.core.report import Change, FieldChange

if TYPE_CHECKING:
    from govern.access import AccessEntry
    from govern.project import Project


def access_against_specs(project: Project) -> tuple[Change, ...]:
    """Who is to be given something, who has another role than granted, and who something that nobody granted. Specs without
    grants govern nothing."""
    if not register(project).grants or not project.live.access:
        return ()
    found = dict.fromkeys([*of_lists(project), *missing(project)])
    order = {"add": 0, "change": 1, "remove": 2}
    return tuple(sorted(found, key=lambda change: (change.owner, order[change.action], change.name)))


def of_lists(project: Project) -> Iterator[Change]:
    """The roles that lists have and specs do not grant."""
    known = register(project)
    for _, entry in entries(project):
        who, owner = entry.shown.strip(), owner_of(project, entry.platform, known.names.get(entry.asset, entry.asset))
        if has_left(project, entry) and entry.role:
            yield Change(
                "remove", noun(entry), who, owner, (FieldChange(("role",), entry.role, None),), meaning="has left"
            )
        elif is_undeclared(project, entry):
            granted = known.grants_of(entry)
            if granted:
                yield Change(
                    "change", noun(entry), who, owner, (FieldChange(("role",), entry.role, granted[0][0].role),)
                )
            else:
                yield Change("remove", noun(entry), who, owner, (FieldChange(("role",), entry.role, None),))


def missing(project: Project) -> Iterator[Change]:
    """What specs grant and a whole list does not have."""
    known = register(project)
    for grant, _ in known.grants:
        if known.is_missing(grant, project):
            owner = owner_of(project, grant.platform, grant.asset or "")
            yield Change("add", "user", grant.who, owner, (FieldChange(("role",), None, grant.role),))


def owner_of(project: Project, platform: str, asset: str) -> str:
    """Where a role is held, as plans name it."""
    return f"{platform_name(project, platform, '')} {asset}".strip() or "access list"


def noun(entry: AccessEntry) -> str:
    """What a principal is called in a plan."""
    return "user" if entry.kind == "person" else entry.kind
