"""Access: who may do what, and what the house thinks of it."""

from __future__ import annotations

from typing import Literal

from govern.core.record import Record
from govern.spec.base import Date, Duration, Email, Entity, Name
from govern.spec.section import Section


class Range(Record):
    """How many there may be."""

    min: int | None = None
    """The fewest."""
    max: int | None = None
    """The most."""


class AccessPolicy(Record):
    """The rules of the house."""

    review: Literal["monthly", "quarterly", "yearly"] = "quarterly"
    """How often access is reviewed."""
    mfa: Literal["required", "recommended"] | None = None
    """Whether everybody needs a second factor."""
    admins: Range | None = None
    """How many administrators an asset may have."""
    dormant_after: Duration | None = None
    """After how long without a login access counts as unused, such as 90d."""
    domains: tuple[str, ...] = ()
    """The domains of addresses that belong to the house; others are outsiders."""


RoleAt = str | tuple[str, ...] | dict[str, str]
"""What a role of the house gives at a platform: a role, several, or one for each scope (`{account: admin, container: publish}`)."""


class Asset(Record):
    """Something that people have roles at, by a name of ours. `also` are further names that lists have for it."""

    name: Name
    """What roles of the house call it."""
    platform: str
    """The platform that it is at."""
    asset: str | None = None
    """The account, container, property or business, as the platform names it."""
    site: str | None = None
    """The site that it belongs to."""
    also: tuple[str, ...] = ()
    """Further names that lists have for it."""


class PersonRole(Record):
    """A role of the house that somebody has, at some sites or at all."""

    role: str
    """The role of the house."""
    sites: tuple[str, ...] = ()
    """The sites that it is for; all without."""
    approved_by: str | None = None
    """Who approved it."""
    reason: str | None = None
    """What it is needed for."""
    since: Date | None = None
    """The day from which it is held, as YYYY-MM-DD."""
    until: Date | None = None
    """The last day, as YYYY-MM-DD."""


class Person(Record):
    """Somebody who may hold grants. `ids` are their numbers where a platform's lists give no address, `roles` those of the
    house."""

    name: Name
    """What the person is called in grants and owners."""
    email: Email
    """The address by which platforms know the person."""
    team: str | None = None
    """The team that the person belongs to."""
    until: Date | None = None
    """The day on which the person leaves, as YYYY-MM-DD."""
    aliases: tuple[Email, ...] = ()
    """Other addresses of the same person."""
    ids: dict[str, str] = {}
    """The numbers by which platforms list the person where they give no address, by platform."""
    roles: tuple[str | PersonRole, ...] = ()
    """The roles of the house that the person has."""


class ServiceIdentity(Record):
    """A machine account that may hold grants."""

    name: Name
    """What the machine account is called in grants and owners."""
    id: str
    """What platforms call it, such as the address of a service account."""
    owner: str | None = None
    """Who answers for it."""
    purpose: str | None = None
    """What it is for."""
    until: Date | None = None
    """The last day on which it is needed, as YYYY-MM-DD."""


class App(Record):
    """A program of somebody else that is connected to an account and acts in its name."""

    name: Name
    """What the app is called."""
    platform: str | None = None
    """The platform that it is connected to."""
    id: str | None = None
    """Its number at the platform."""
    owner: str | None = None
    """Who answers for it."""
    purpose: str | None = None
    """What it is for."""
    until: Date | None = None
    """The last day on which it is needed, as YYYY-MM-DD."""


class Listing(Record):
    """What is known of a list that it does not say itself: the day on which it was taken, how many it had, by whom."""

    file: str
    """The path of the list, below the project."""
    taken: Date | None = None
    """The day on which it was fetched, as YYYY-MM-DD."""
    rows: int | None = None
    """How many rows it had when it was fetched."""
    by: str | None = None
    """Who fetched it."""
    platform: str | None = None
    """The platform that it is of, where the list does not say."""
    asset: str | None = None
    """The account, container or property that it is of, where the list does not say."""


class Grant(Record):
    """One role of one principal at one asset (an account, a container, a property, a business)."""

    who: str
    """The name or address of a declared person or service."""
    platform: str
    """The platform at which the role is held."""
    role: str
    """The role, in the platform's words."""
    asset: str | None = None
    """The account, container, property or business that the role is for."""
    approved_by: str | None = None
    """Who approved it."""
    reason: str | None = None
    """What it is needed for."""
    since: Date | None = None
    """The day from which it is held, as YYYY-MM-DD."""
    until: Date | None = None
    """The last day, as YYYY-MM-DD."""


class Review(Record):
    """What a reviewer decided about one role of somebody, for those who decide by pull request."""

    who: str
    """Whose role it is."""
    platform: str
    """The platform that it is at."""
    role: str
    """The role, in the words of the platform."""
    asset: str | None = None
    """What the role is at, as the platform names it."""
    period: str | None = None
    """The period that the decision is of, such as 2026-Q4."""
    decision: Literal["keep", "reduce", "remove", "exception"] | None = None
    """What is to become of the role."""
    new_role: str | None = None
    """The lower role that takes its place."""
    until: Date | None = None
    """The last day of an exception, as YYYY-MM-DD."""
    by: str | None = None
    """Who decided."""
    day: Date | None = None
    """The day of the decision, as YYYY-MM-DD."""
    note: str | None = None
    """Why."""


class Access(Entity):
    """The `access` section of one file."""

    policy: AccessPolicy | None = None
    """The rules of the house."""
    assets: tuple[Asset, ...] = ()
    """What people have roles at, by names of ours."""
    roles: dict[Name, dict[str, RoleAt]] = {}
    """The roles of the house, and what each is at a platform."""
    people: tuple[Person, ...] = ()
    """Who may hold grants."""
    services: tuple[ServiceIdentity, ...] = ()
    """The machine accounts that may hold grants."""
    apps: tuple[App, ...] = ()
    """The apps of others that may be connected."""
    grants: tuple[Grant, ...] = ()
    """Who may do what, where."""
    lists: tuple[Listing, ...] = ()
    """What is known of exported lists that they do not say themselves."""
    reviews: tuple[Review, ...] = ()
    """What reviewers decided about single roles."""


SECTION = Section(Access, 80, "access", many=False, references={"assets.site": "sites"})
