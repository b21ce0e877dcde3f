"""What the rules over live access share: entries with what is known about their role, and how problems name them."""

from __future__ import annotations

from collections.abc import Iterator

from govern.live.access import AccessEntry, AccessList
from govern.live.access.declared import Register, role_key
from govern.platforms import platform
from govern.project import Project
from govern.report import Related
from govern.rules import Problem

ADMIN = 90
LISTED = 5
"""Ranks: from here on somebody may give access to others; up to here a role allows nothing by itself."""


def entries(project: Project) -> Iterator[tuple[AccessList, AccessEntry]]:
    """Every entry of every list."""
    for people in project.live.access:
        for entry in people.entries:
            yield people, entry


def platform_key(name: str) -> str:
    """The key of a platform; a name that nobody knows stands for itself."""
    found = platform(name) if name else None
    return found.key if found is not None else name.casefold()


def platform_name(name: str) -> str:
    """A platform as people call it."""
    found = platform(name) if name else None
    return found.name if found is not None else name or "a platform"


def rank(entry: AccessEntry) -> int | None:
    """How much a role allows, from 0 to 100, by the facts about its platform; nothing where the role is not known."""
    known = platform(entry.platform) if entry.platform else None
    roles = [role for role in known.roles if role_key(role.name) == role_key(entry.role)] if known else []
    if not roles and known is not None and role_key(entry.role) in ("admin", "administrator", "owner"):
        return ADMIN
    here = [role for role in roles if scope_fits(role.scope, entry.asset)] or roles
    return max((0 if role.modifier else role.rank for role in here), default=None)


def scope_fits(scope: str, asset: str) -> bool:
    """Whether a role's scope (`account`, `container`, `ad_account`) is the kind of asset that an entry names."""
    return asset.partition("/")[0].rstrip("s") in scope.replace(" or ", " ").split()


def register(project: Project) -> Register:
    """Whom the specs know, for asking about entries."""
    names = {
        f"containers/{container.settings['containerId']}": container.id
        for container in project.live.containers
        if isinstance(container.settings.get("containerId"), str)
    }
    return Register(project.people(), project.services(), project.grants(), platform_key, names)


def problem(
    entry: AccessEntry, message: str, *, help: str = "", about: str = "", related: tuple[Related, ...] = ()
) -> Problem:
    """A problem of an entry; its subject is who, where and with which role, whatever the file is called."""
    subject = "\n".join((entry.platform, entry.asset, entry.key, entry.role, about))
    return Problem(entry.place, message, related, help, subject)


def at(entry: AccessEntry) -> str:
    """Where an entry holds, for messages: `Google Tag Manager, containers/456`."""
    parts = [platform_name(entry.platform) if entry.platform else "", entry.asset]
    return ", ".join(part for part in parts if part) or "the list"
