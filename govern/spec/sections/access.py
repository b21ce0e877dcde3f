"""Access: who may do what, and what the house thinks of it."""

from __future__ import annotations

from typing import Literal

from govern.core.record import Record
from govern.spec.base import Date, Duration, Email, Entity, Name
from govern.spec.section import Section


class Range(Record):
    """How many there may be."""

    min: int | None = None
    max: int | None = None


class AccessPolicy(Record):
    """The rules of the house."""

    review: Literal["monthly", "quarterly", "yearly"] = "quarterly"
    mfa: Literal["required", "recommended"] | None = None
    admins: Range | None = None
    dormant_after: Duration | None = None
    domains: tuple[str, ...] = ()


RoleAt = str | tuple[str, ...] | dict[str, str]
"""What a role of the house gives at a platform: a role, several, or one for each scope (`{account: admin, container: publish}`)."""


class Asset(Record):
    """Something that people have roles at, by a name of ours. `also` are further names that lists have for it."""

    name: Name
    platform: str
    asset: str | None = None
    site: str | None = None
    also: tuple[str, ...] = ()


class PersonRole(Record):
    """A role of the house that somebody has, at some sites or at all."""

    role: str
    sites: tuple[str, ...] = ()
    approved_by: str | None = None
    reason: str | None = None
    since: Date | None = None
    until: Date | None = None


class Person(Record):
    """Somebody who may hold grants. `ids` are their numbers where a platform's lists give no address, `roles` those of the
    house."""

    name: Name
    email: Email
    team: str | None = None
    until: Date | None = None
    aliases: tuple[Email, ...] = ()
    ids: dict[str, str] = {}
    roles: tuple[str | PersonRole, ...] = ()


class ServiceIdentity(Record):
    """A machine account that may hold grants."""

    name: Name
    id: str
    owner: str | None = None
    purpose: str | None = None
    until: Date | None = None


class App(Record):
    """A program of somebody else that is connected to an account and acts in its name."""

    name: Name
    platform: str | None = None
    id: str | None = None
    owner: str | None = None
    purpose: str | None = None
    until: Date | None = None


class Listing(Record):
    """What is known of a list that it does not say itself: the day on which it was taken, how many it had, by whom."""

    file: str
    taken: Date | None = None
    rows: int | None = None
    by: str | None = None
    platform: str | None = None
    asset: str | None = None


class Grant(Record):
    """One role of one principal at one asset (an account, a container, a property, a business)."""

    who: str
    platform: str
    role: str
    asset: str | None = None
    approved_by: str | None = None
    reason: str | None = None
    since: Date | None = None
    until: Date | None = None


class Access(Entity):
    """The `access` section of one file."""

    policy: AccessPolicy | None = None
    assets: tuple[Asset, ...] = ()
    roles: dict[Name, dict[str, RoleAt]] = {}
    people: tuple[Person, ...] = ()
    services: tuple[ServiceIdentity, ...] = ()
    apps: tuple[App, ...] = ()
    grants: tuple[Grant, ...] = ()
    lists: tuple[Listing, ...] = ()


SECTION = Section(Access, 80, "access", many=False, references={"assets.site": "sites"})
