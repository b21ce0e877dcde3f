"""Live entries against declared grants: whom the specs know, and which grant speaks for which entry.

Platforms name one thing in several ways: a container is `containers/456` in the API and `GTM-ABC1234` to people, a role
is `predefinedRoles/editor` or `Editor`. Where two names cannot be compared, they count as the same, so that nobody is
accused for a spelling.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from govern.live.access import AccessEntry
from govern.record import Record
from govern.report import Place

if TYPE_CHECKING:
    from govern.model.access import Grant, Person, ServiceIdentity

PlatformKey = Callable[[str], str]
"""The key of a platform that somebody wrote: `gtm` for `Google Tag Manager`."""

UNNAMED = frozenset({"", "account", "container", "business", "property"})
PUBLIC = re.compile(r"gtm-[a-z0-9]+")
NUMBER = re.compile(r"[0-9][0-9-]*")


class Holder(Record):
    """Somebody, or a service, that the specs know. `keys` are all addresses and ids, in lower case."""

    name: str
    keys: frozenset[str]
    until: str
    place: Place


class Register:
    """The people, services and grants of the specs, asked about live entries."""

    def __init__(
        self,
        people: Iterable[tuple[Person, Place]],
        services: Iterable[tuple[ServiceIdentity, Place]],
        grants: Iterable[tuple[Grant, Place]],
        platform_key: PlatformKey,
        names: Mapping[str, str],
    ) -> None:
        self.platform_key = platform_key
        self.names = names
        self.holders = [
            *(Holder(p.name, lowered(p.email, *p.aliases), p.until or "", place) for p, place in people),
            *(Holder(s.name, lowered(s.id, s.name), s.until or "", place) for s, place in services),
        ]
        self.by_key = {key: holder for holder in reversed(self.holders) for key in holder.keys}
        self.grants = list(grants)

    def holder(self, entry: AccessEntry) -> Holder | None:
        """Who in the specs the entry is about."""
        return self.by_key.get(entry.key) or (self.by_key.get(entry.name.casefold()) if entry.kind == "service" else None)

    def keys(self, entry: AccessEntry) -> frozenset[str]:
        """Every address under which a grant may speak of the entry's principal."""
        holder = self.holder(entry)
        return frozenset({entry.key}) | (holder.keys if holder else frozenset())

    def grants_of(self, entry: AccessEntry) -> list[tuple[Grant, Place]]:
        """The declared grants of the entry's principal at its platform and asset, whatever the role."""
        keys, platform = self.keys(entry), self.platform_key(entry.platform)
        return [
            (grant, place)
            for grant, place in self.grants
            if grant.who.casefold() in keys
            and (not platform or self.platform_key(grant.platform) == platform)
            and self.may_be_same_asset(grant.asset or "", entry.asset)
        ]

    def grant(self, entry: AccessEntry) -> tuple[Grant, Place] | None:
        """The declared grant that speaks for the entry."""
        return next((found for found in self.grants_of(entry) if same_role(found[0].role, entry.role)), None)

    def may_be_same_asset(self, declared: str, live: str) -> bool:
        """Whether two names may mean one asset; they may where one is missing or they are of different kinds."""
        one, other = self.asset_key(declared), self.asset_key(live)
        if one in UNNAMED or other in UNNAMED or one == other:
            return True
        if live.startswith("accounts/") and PUBLIC.fullmatch(one):
            return False
        return form(one) != form(other)

    def asset_key(self, asset: str) -> str:
        """A name of an asset for comparing."""
        text = self.names.get(asset, asset).casefold().strip()
        text = text.rpartition("/")[2].removeprefix("act_")
        return text.replace("-", "") if NUMBER.fullmatch(text) else text


def lowered(*texts: str) -> frozenset[str]:
    """The texts in lower case."""
    return frozenset(text.casefold() for text in texts if text)


def form(asset: str) -> str:
    """Which kind of name an asset has."""
    return "number" if NUMBER.fullmatch(asset) else "public" if PUBLIC.fullmatch(asset) else "text"


def role_key(role: str) -> str:
    """A role for comparing: `predefinedRoles/editor`, `Editor` and `EDITOR` are one."""
    return re.sub(r"[^a-z0-9]", "", role.rpartition("/")[2].casefold())


def same_role(one: str, other: str) -> bool:
    """Whether two spellings mean one role."""
    return role_key(one) == role_key(other)
