"""Declared grants that hold today: who has them, and how much they allow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.access import elsewhere
from govern.access.houseroles import every_grant
from govern.access.register import ADMIN
from govern.access.rolenames import role_key, roles_meant
from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place
from govern.platforms import Platform
from govern.platforms.spelling import platform_meant
from govern.spec.sections.access import Grant

if TYPE_CHECKING:
    from govern.project import Project

Named = tuple[str, Place]

TOP = frozenset({"account", "business", "business_center", "customer", "organization"})
"""Scopes above which there is nobody else who could give access."""


class CurrentGrant(Record):
    """A grant that holds today. `who` is the person's address or the service's id, however the grant names them.

    `platform` is the platform's key, `label` its name; `rank` how much the role allows, nothing where the role is not known.
    """

    grant: Grant
    place: Place
    who: str
    is_person: bool
    platform: str
    label: str
    rank: int | None
    is_top: bool

    @property
    def asset(self) -> str:
        """The asset, without capitals."""
        return (self.grant.asset or "").casefold()

    @property
    def is_admin(self) -> bool:
        """Whether it allows giving access to others."""
        return self.rank is not None and self.rank >= ADMIN


@memo
def current_grants(project: Project) -> tuple[CurrentGrant, ...]:
    """Every declared grant that holds today, of people and services that are still there."""
    names, gone, services = principals(project)
    found = []
    for grant, place in every_grant(project):
        who = names.get(grant.who.casefold(), grant.who.casefold())
        if (grant.until is not None and grant.until < project.today) or who in gone:
            continue
        platform = platform_of(project, grant.platform)
        key = platform.key if platform is not None else elsewhere.key_of(grant.platform)
        roles = roles_meant(platform.roles if platform is not None else (), grant.role)
        rank = max((0 if role.modifier else role.rank for role in roles), default=elsewhere.rank_of(key, grant.role))
        if rank is None and role_key(grant.role) in ("admin", "administrator", "owner"):
            rank = ADMIN
        is_top = any(role.scope in TOP for role in roles)
        label = platform.name if platform is not None else elsewhere.name_of(grant.platform) or grant.platform
        found.append(CurrentGrant(grant, place, who, who not in services, key, label, rank, is_top))
    return tuple(found)


def platform_of(project: Project, name: str) -> Platform | None:
    """The platform of a name, or the one that a misspelt name can only stand for."""
    return project.platform(name) or project.platform(platform_meant(project, name))


def principals(project: Project) -> tuple[dict[str, str], set[str], set[str]]:
    """The address or id behind each alias and name, in lower case; who is gone; which of them are services."""
    names: dict[str, str] = {}
    gone: set[str] = set()
    services: set[str] = set()
    for person, _ in project.people():
        who = person.email.casefold()
        names.update({key.casefold(): who for key in (person.name, *person.aliases, person.email)})
        if person.until is not None and person.until < project.today:
            gone.add(who)
    for service, _ in project.services():
        who = service.id.casefold()
        names.update({key.casefold(): who for key in (service.name, service.id)})
        services.add(who)
        if service.until is not None and service.until < project.today:
            gone.add(who)
    return names, gone, services


def admins(project: Project) -> Iterator[tuple[list[CurrentGrant], bool]]:
    """The administrators of each asset, one grant a person; and whether nobody stands above them."""
    found: dict[tuple[str, str], dict[str, CurrentGrant]] = {}
    for entry in current_grants(project):
        if entry.is_admin and entry.is_person:
            found.setdefault((entry.platform, entry.asset), {}).setdefault(entry.who, entry)
    for people in found.values():
        entries = list(people.values())
        yield entries, all(entry.is_top for entry in entries)


def subject(grant: Grant) -> str:
    """What tells a grant from the others."""
    return "\n".join((grant.who, grant.platform, grant.asset or "", grant.role))


def where(entry: CurrentGrant) -> str:
    """The platform and the asset of a grant, for messages."""
    return f"{entry.label} {entry.grant.asset or ''}".strip()


def shared(project: Project) -> Iterator[tuple[str, Named, Named]]:
    """Each address that two entries have: the later one, and the first. Two entries are told once."""
    first: dict[str, Named] = {}
    said: set[tuple[Place, Place]] = set()
    entries = [(person.name, (person.email, *person.aliases), place) for person, place in project.people()]
    entries += [(service.name, (service.id,), place) for service, place in project.services()]
    for name, addresses, place in entries:
        for address in dict.fromkeys(address.casefold() for address in addresses):
            other, at = first.setdefault(address, (name, place))
            if at is not place and (at, place) not in said:
                said.add((at, place))
                yield address, (name, place), (other, at)
