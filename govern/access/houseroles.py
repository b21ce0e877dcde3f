"""The roles of the house: what somebody who has one may do at each platform, and the grants that follow from it.

A role is written once, `analyst: {gtm: read, ga4: viewer}`; people have it at all sites or at some. A single grant replaces what
roles give at its asset, and the grant of `none` takes it away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from govern.access import elsewhere
from govern.access.rolenames import roles_meant
from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place
from govern.spec.sections.access import Asset, Grant, PersonRole

if TYPE_CHECKING:
    from govern.project import Project
    from govern.spec.sections.access import Person, RoleAt

NONE = "none"
"""The role that takes away what house roles give."""

ABOVE = frozenset({"account", "business", "business_center", "customer", "organization"})
"""Scopes of which a platform has one, above its assets."""

Given = tuple[Grant, Place]


class Held(Record):
    """A role of the house that somebody has, and where that is written."""

    person: Person
    name: str
    role: PersonRole
    place: Place


@memo
def every_grant(project: Project) -> tuple[Given, ...]:
    """Every grant: those that are written one by one, and those that follow from the roles people have."""
    written = list(project.grants())
    return (*(pair for pair in written if pair[0].role.casefold() != NONE), *expanded(project, written))


@memo
def house_roles(project: Project) -> dict[str, dict[str, RoleAt]]:
    """What each role of the house gives, by its name without capitals; of namesakes the first counts."""
    found: dict[str, dict[str, RoleAt]] = {}
    for access in project.access:
        for name, gives in access.roles.items():
            found.setdefault(name.casefold(), gives)
    return found


@memo
def declared_assets(project: Project) -> tuple[Asset, ...]:
    """Every asset under `access: {assets: [...]}`."""
    return tuple(asset for access in project.access for asset in access.assets)


def held_roles(project: Project) -> Iterator[Held]:
    """Every role that a person has, whether it is declared or not."""
    for access in project.access:
        for at, person in enumerate(access.people):
            for number, said in enumerate(person.roles):
                role = PersonRole(role=said) if isinstance(said, str) else said
                yield Held(person, role.role, role, access.place("people", at, "roles", number))


def expanded(project: Project, written: Iterable[Given]) -> Iterator[Given]:
    """The grants that follow from roles, in the order of people, without those that a single grant replaces."""
    if not house_roles(project):
        return
    single = replaced(project, written)
    at: dict[tuple[str, str, str], list[list[Given]]] = {}
    for held in held_roles(project):
        together: dict[tuple[str, str, str], list[Given]] = {}
        for grant in of_role(project, held):
            who, platform, asset = held.person.email.casefold(), key_of(project, grant.platform), grant.asset or ""
            if not single & {(who, platform, asset.casefold()), (who, platform, "")}:
                together.setdefault((who, platform, asset.casefold()), []).append((grant, held.place))
        for key, grants in together.items():
            at.setdefault(key, []).append(grants)
    for several in at.values():
        now = [grants for grants in several if (grants[0][0].until or "9999") >= project.today] or several
        yield from now[0] if len(now) == 1 else higher(project, now)


def replaced(project: Project, written: Iterable[Given]) -> frozenset[tuple[str, str, str]]:
    """Where single grants stand: person, platform, and the asset under its own name or none for all of the platform."""
    people = {
        name.casefold(): person.email.casefold()
        for person, _ in project.people()
        for name in (person.name, *person.aliases, person.email)
    }
    own = {asset.name.casefold(): (asset.asset or asset.name).casefold() for asset in declared_assets(project)}
    own |= {name.casefold(): (a.asset or a.name).casefold() for a in declared_assets(project) for name in a.also}
    found = set()
    for grant, _ in written:
        asset = (grant.asset or "").casefold()
        who = grant.who.casefold()
        found.add((people.get(who, who), key_of(project, grant.platform), own.get(asset, asset)))
    return frozenset(found)


def of_role(project: Project, held: Held) -> Iterator[Grant]:
    """What one role gives one person: a grant for each platform and asset of the sites at which they have it."""
    for key, said in house_roles(project).get(held.name.casefold(), {}).items():
        named = [asset for asset in declared_assets(project) if asset.name == key]
        platform = named[0].platform if named else key
        assets = [asset.asset or asset.name for asset in named] or assets_of(project, platform, held.role.sites)
        for scope, roles in said.items() if isinstance(said, dict) else (("", said),):
            for asset in scoped(assets, scope):
                for role in (roles,) if isinstance(roles, str) else roles:
                    yield Grant(who=held.person.email, platform=platform, role=role, asset=asset or None,
                                approved_by=held.role.approved_by, reason=held.role.reason or f'role "{held.name}"',
                                since=held.role.since, until=held.role.until)  # fmt: skip


def assets_of(project: Project, platform: str, sites: tuple[str, ...]) -> list[str]:
    """The assets of a platform at some sites, or at all: the declared ones, else containers and destinations; one without
    a name where the specs name none."""
    key = key_of(project, platform)
    wanted = {site.casefold() for site in sites}
    declared = [a for a in declared_assets(project) if key_of(project, a.platform) == key]
    if declared:
        return [a.asset or a.name for a in declared if not wanted or (a.site or "").casefold() in wanted]
    found: dict[str, None] = {}
    for site in project.sites if key == "gtm" else ():
        here = site.containers if not wanted or site.name.casefold() in wanted else None
        found.update(dict.fromkeys(id for id in (here.web, here.server) if id) if here is not None else {})
    return list(found) or [""]


def scoped(assets: list[str], scope: str) -> list[str]:
    """The assets of a scope: for `account` the accounts that are declared, or whichever there is; else all others."""
    above = [asset for asset in assets if asset.partition("/")[0].removesuffix("s") in ABOVE]
    if scope in ABOVE:
        return [asset for asset in above if asset.startswith(scope)] or [scope]
    return [asset for asset in assets if asset not in above] or assets if scope else assets


def higher(project: Project, several: list[list[Given]]) -> Iterator[Given]:
    """What counts where several roles give something at one asset: the mightiest; what has no order is given together."""
    if any(len(grants) > 1 for grants in several):
        seen: dict[str, Given] = {grant.role: (grant, place) for grants in several for grant, place in grants}
        yield from seen.values()
        return
    pairs = [grants[0] for grants in several]
    yield min(pairs, key=lambda pair: (-rank_of(project, pair[0]), pair[0].role))


def rank_of(project: Project, grant: Grant) -> int:
    """How much a grant allows; one that nobody knows least."""
    found = project.platform(grant.platform)
    meant = roles_meant(found.roles, grant.role) if found is not None else []
    return max((role.rank for role in meant), default=-1)


def key_of(project: Project, name: str) -> str:
    """The key of a platform; a name that nobody knows stands for itself."""
    found = project.platform(name) if name else None
    return found.key if found is not None else elsewhere.key_of(name)
