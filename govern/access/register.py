"""Live entries against declared grants: whom the specs know, and which grant speaks for which entry.

Platforms name one thing in several ways: a container is `containers/456` in the API and `GTM-ABC1234` to people, a role
is `predefinedRoles/editor` or `Editor`. Where two names cannot be compared, they count as the same, so that nobody is
accused for a spelling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.access import AccessEntry, elsewhere
from govern.access.houseroles import declared_assets, every_grant
from govern.access.mailboxes import mailbox
from govern.access.rolenames import role_key, roles_meant, same_role
from govern.core.memo import memo
from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Place

if TYPE_CHECKING:
    from govern.project import Project
    from govern.spec.sections.access import Grant

ADMIN = 90
LISTED = 5
"""Ranks: from here on somebody may give access to others; up to here a role allows nothing by itself."""

UNNAMED = frozenset({"", "account", "container", "business", "property"})
PUBLIC = regex(r"gtm-[a-z0-9]+")
NUMBER = regex(r"[0-9][0-9-]*")


class Holder(Record):
    """Somebody, or a service, that the specs know. `keys` are all addresses and ids, in lower case."""

    name: str
    keys: frozenset[str]
    until: str
    place: Place


class Register:
    """The people, services and grants of a project's specs, asked about live entries. Everybody asks the same `register`."""

    def __init__(self, project: Project) -> None:
        self.find = project.platform
        self.names = {
            f"containers/{container.settings['containerId']}": container.id
            for container in project.live.containers
            if isinstance(container.settings.get("containerId"), str)
        }
        self.holders = [
            *(
                Holder(p.name, lowered(p.email, *p.aliases, *p.ids.values()), p.until or "", place)
                for p, place in project.people()
            ),
            *(Holder(s.name, lowered(s.id, s.name), s.until or "", place) for s, place in project.services()),
        ]
        self.by_key = {key: holder for holder in reversed(self.holders) for key in holder.keys}
        self.by_key |= told_by_directories(project, self.by_key)
        self.by_mailbox = mailboxes(self.by_key)
        self.by_who: dict[str, list[Holder]] = {}
        for holder in self.holders:
            for key in holder.keys | {holder.name.casefold()}:
                self.by_who.setdefault(key, []).append(holder)
        self.called = {
            name.casefold(): (asset.asset or asset.name).casefold()
            for asset in declared_assets(project)
            for name in (*asset.also, asset.name)
        }
        self.grants = list(every_grant(project))
        self.grants_by_who: dict[str, list[tuple[int, str, Grant, Place]]] = {}
        for at, (grant, place) in enumerate(self.grants):
            known = at, self.platform_key(grant.platform), grant, place
            self.grants_by_who.setdefault(grant.who.casefold(), []).append(known)
        self.answered: dict[tuple[str, str, str, str], list[tuple[Grant, Place]]] = {}
        self.all_keys: dict[tuple[str, str], frozenset[str]] = {}
        self.asset_keys: dict[str, str] = {}
        self.whole: dict[str, frozenset[str]] | None = None
        self.live: frozenset[tuple[str, ...]] | None = None
        self.speaking: dict[tuple[str, ...], tuple[Grant, Place] | None] = {}
        self.ranks: dict[tuple[str, str, str], int | None] = {}

    def platform_key(self, name: str) -> str:
        """The key of a platform; a name that nobody knows stands for itself."""
        found = self.find(name) if name else None
        return found.key if found is not None else elsewhere.key_of(name)

    def is_missing(self, grant: Grant, project: Project) -> bool:
        """Whether a complete list of the grant's asset was given, and its principal has nothing there.

        Who has another role than declared has an undeclared one, which is a finding of its own.
        """
        holders = self.by_who.get(grant.who.casefold(), ())
        if any("" < until < project.today for until in (grant.until or "", *(holder.until for holder in holders))):
            return False
        assets = self.listed(project).get(self.platform_key(grant.platform), frozenset())
        is_covered = any(self.may_be_same_asset(grant.asset or "", asset) for asset in assets)
        return is_covered and grant_key(grant) not in self.held(project)

    def listed(self, project: Project) -> dict[str, frozenset[str]]:
        """The assets of which there is a whole list, by platform; worked out once."""
        if self.whole is None:
            found: dict[str, set[str]] = {}
            for people in project.live.access:
                if people.is_whole:
                    here = found.setdefault(self.platform_key(people.platform), set())
                    here.update(entry.asset for entry in people.entries)
            self.whole = {platform: frozenset(assets) for platform, assets in found.items()}
        return self.whole

    def held(self, project: Project) -> frozenset[tuple[str, ...]]:
        """The grants whose principal has the role, or another that allows something, where they say; worked out once."""
        if self.live is None:
            self.live = frozenset(
                grant_key(found)
                for people in project.live.access
                for entry in people.entries
                for found, _ in self.grants_of(entry)
                if same_role(found.role, entry.role) or (rank(project, entry) or 0) > LISTED
            )
        return self.live

    def holder(self, entry: AccessEntry) -> Holder | None:
        """Who in the specs the entry is about: by the address, or another spelling of the same mailbox."""
        found = self.by_key.get(entry.key)
        if found is None and entry.kind == "service":
            return self.by_key.get(entry.name.casefold())
        return found or (self.by_mailbox.get(mailbox(entry.key)) if "@" in entry.key else None)

    def keys(self, entry: AccessEntry) -> frozenset[str]:
        """Every address, id and name under which a grant may speak of the entry's principal."""
        question = entry.key, entry.name if entry.kind == "service" else ""
        known = self.all_keys.get(question)
        if known is None:
            holder = self.holder(entry)
            others = holder.keys | {holder.name.casefold()} if holder else frozenset()
            known = self.all_keys[question] = frozenset({entry.key}) | others
        return known

    def grants_of(self, entry: AccessEntry) -> list[tuple[Grant, Place]]:
        """The declared grants of the entry's principal at its platform and asset, whatever the role."""
        question = entry.key, entry.name if entry.kind == "service" else "", entry.platform, entry.asset
        known = self.answered.get(question)
        if known is None:
            known = self.answered[question] = self.grants_found(entry)
        return known

    def grants_found(self, entry: AccessEntry) -> list[tuple[Grant, Place]]:
        """`grants_of`, looked up: several rules ask it of every entry."""
        keys, platform = self.keys(entry), self.platform_key(entry.platform)
        found = {
            at: (grant, place)
            for key in keys
            for at, where, grant, place in self.grants_by_who.get(key, ())
            if (not platform or where == platform) and self.may_be_same_asset(grant.asset or "", entry.asset)
        }
        return [found[at] for at in sorted(found)]

    def grant(self, entry: AccessEntry) -> tuple[Grant, Place] | None:
        """The declared grant that speaks for the entry."""
        question = entry.key, entry.name if entry.kind == "service" else "", entry.platform, entry.asset, entry.role
        if question not in self.speaking:
            fitting = (found for found in self.grants_of(entry) if same_role(found[0].role, entry.role))
            self.speaking[question] = next(fitting, None)
        return self.speaking[question]

    def may_be_same_asset(self, declared: str, live: str) -> bool:
        """Whether two names may mean one asset; they may where one is missing or they are of different kinds."""
        one, other = self.asset_key(declared), self.asset_key(live)
        if one in UNNAMED or other in UNNAMED or one == other:
            return True
        live = self.called.get(live.casefold(), live)
        if live.startswith("accounts/") and PUBLIC.fullmatch(one):
            return False
        return form(one) != form(other)

    def asset_key(self, asset: str) -> str:
        """A name of an asset for comparing."""
        known = self.asset_keys.get(asset)
        if known is None:
            known = self.asset_keys[asset] = self.asset_key_found(asset)
        return known

    def asset_key_found(self, asset: str) -> str:
        """`asset_key`, worked out: there are few assets, and it is asked of every entry."""
        text = self.called.get(asset.casefold().strip(), self.names.get(asset, asset).casefold().strip())
        text = text.rpartition("/")[2].removeprefix("act_")
        return text.replace("-", "") if NUMBER.fullmatch(text) else text


def told_by_directories(project: Project, by_key: dict[str, Holder]) -> dict[str, Holder]:
    """Whose the further addresses are that an identity provider has for one person, such as those from before a domain was changed."""
    found: dict[str, Holder] = {}
    for people in project.live.directories:
        for entry in people.entries if not people.platform else ():
            names = [entry.key, *(name.lower() for name in entry.extras.get("also", ()))]
            holders = {by_key[name].name: by_key[name] for name in names if name in by_key}
            if len(holders) == 1:
                found |= dict.fromkeys((name for name in names if name not in by_key), *holders.values())
    return found


def mailboxes(by_key: dict[str, Holder]) -> dict[str, Holder | None]:
    """Whose each mailbox is; nobody's where two people have addresses of one, since no list can tell them apart."""
    found: dict[str, Holder | None] = {}
    for key, holder in by_key.items():
        other = found.setdefault(mailbox(key), holder) if "@" in key else None
        if other is not None and other is not holder:
            found[mailbox(key)] = None
    return found


@memo
def register(project: Project) -> Register:
    """Whom the specs know, for asking about entries."""
    return Register(project)


@memo
def missing(project: Project) -> tuple[tuple[Grant, Place], ...]:
    """The declared grants that are not live although their asset's whole list is here."""
    known = register(project)
    return tuple((grant, place) for grant, place in known.grants if known.is_missing(grant, project))


def platform_name(project: Project, name: str, nameless: str = "a platform") -> str:
    """A platform as people call it; a name that nobody knows stands for itself."""
    found = project.platform(name) if name else None
    return found.name if found is not None else elsewhere.name_of(name) or name or nameless


@memo
def grant_key(grant: Grant) -> tuple[str, ...]:
    """What tells a grant from the others."""
    return grant.who.casefold(), grant.platform.casefold(), (grant.asset or "").casefold(), role_key(grant.role)


def lowered(*texts: str) -> frozenset[str]:
    """The texts in lower case."""
    return frozenset(text.casefold() for text in texts if text)


def form(asset: str) -> str:
    """Which kind of name an asset has."""
    return "number" if NUMBER.fullmatch(asset) else "public" if PUBLIC.fullmatch(asset) else "text"


def rank(project: Project, entry: AccessEntry) -> int | None:
    """How much a role allows, from 0 to 100, by the facts about its platform; nothing where the role is not known."""
    known = register(project).ranks
    key = entry.platform, entry.role, entry.asset
    if key not in known:
        known[key] = rank_found(project, entry)
    return known[key]


def rank_found(project: Project, entry: AccessEntry) -> int | None:
    """`rank`, looked up in the facts: it is asked of every entry, and there are few roles and assets."""
    known = project.platform(entry.platform) if entry.platform else None
    if known is None:
        return elsewhere.rank_of(entry.platform, entry.role)
    roles = roles_meant(known.roles, entry.role)
    if not roles and role_key(entry.role) in ("admin", "administrator", "owner"):
        return ADMIN
    here = [role for role in roles if scope_fits(role.scope, entry.asset)] or roles
    return max((0 if role.modifier else role.rank for role in here), default=None)


def scope_fits(scope: str, asset: str) -> bool:
    """Whether a role's scope (`account`, `container`, `ad_account`) is the kind of asset that an entry names."""
    kind = asset.partition("/")[0]
    return kind in scope.split() or kind.removesuffix("s") in scope.split()
