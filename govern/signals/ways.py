"""By which ways an event reaches an account, and by which ID the platform tells that two messages are one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place, Route
from govern.platforms import Deduplication, Platform
from govern.signals.known import routed
from govern.signals.names import names_in
from govern.spec.base import Entity, Leg
from govern.spec.sections.destinations import Destination
from govern.spec.sections.events import Event
from govern.spec.sections.mappings import Constant, Mapping

if TYPE_CHECKING:
    from govern.project import Project

LEGS: tuple[Leg, ...] = ("browser", "server")


class Id(Record):
    """What an event's messages are known by: a template over parameters, and where it is written."""

    text: str
    entity: Entity
    route: Route

    @property
    def place(self) -> Place:
        return self.entity.place(*self.route)

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters it is made of."""
        return names_in(self.text)


class Part(Record):
    """A parameter that an ID is made of, as far as it matters there."""

    type: str | None
    legs: tuple[Leg, ...]
    volatile: bool
    certain: bool


class Way(Record):
    """One mapping with its ends, and the ID that its messages carry; none where they carry none."""

    mapping: Mapping
    event: Event
    destination: Destination
    platform: Platform
    id: Id | None


@memo
def ways(project: Project) -> tuple[Way, ...]:
    """Every mapping of an event that happens to a platform that is known."""
    at = {name: project.platform(found.platform) for name, found in project.destination_by_name.items()}
    return tuple(
        Way(mapping, event, destination, known, id_of(mapping, event, known))
        for mapping, event, destination in routed(project)
        if (known := at[destination.name]) is not None
    )


@memo
def groups(project: Project) -> tuple[tuple[Way, ...], ...]:
    """The ways of one event to one account; an account that two destinations name is one."""
    found: dict[tuple[str, str, str], list[Way]] = {}
    for way in ways(project):
        found.setdefault((way.event.name, way.platform.key, account(way.destination)), []).append(way)
    return tuple(map(tuple, found.values()))


@memo
def both(project: Project) -> tuple[tuple[Way, ...], ...]:
    """The ways of one event to one account under one name, where they go by browser and by server."""
    found: list[tuple[Way, ...]] = []
    for group in groups(project):
        named: dict[str, list[Way]] = {}
        for way in group:
            named.setdefault(plain_name(way.platform, way.mapping.as_), []).append(way)
        found.extend(tuple(same) for same in named.values() if all(going(same, leg) for leg in LEGS))
    return tuple(found)


def account(destination: Destination) -> str:
    """What tells an account from others: its production id, or the destination's name."""
    id = destination.id.get("production") if isinstance(destination.id, dict) else destination.id
    return id or f"destination {destination.name}"


def going(group: Iterable[Way], leg: Leg) -> tuple[Way, ...]:
    """Those of a group that go by the browser, or by a server, as far as their destination has a browser leg."""
    return tuple(way for way in group if leg in way.mapping.via and (leg == "server" or way.destination.browser))


def told_by(platform: Platform, name: str = "") -> Iterator[Deduplication]:
    """The verified ways in which the platform tells that two messages are one event, of that name if it matters."""
    for method in platform.deduplication:
        by_id = method.id.startswith(("event_id", "conversion_id", "transaction_id"))
        if by_id and method.verified and (not method.events or not name or name in method.events):
            yield method


def id_of(mapping: Mapping, event: Event, platform: Platform) -> Id | None:
    """The ID that a mapping's messages carry: the platform's field if it is filled by hand, else the event ID."""
    for field in id_fields(platform, mapping.as_):
        value = mapping.parameters.get(field)
        if value is not None:
            text = str(value.value) if isinstance(value, Constant) else f"{{{value}}}"
            return Id(text, mapping, ("parameters", field))
    return None if orders_only(platform) else template(mapping, event)


def template(mapping: Mapping, event: Event) -> Id | None:
    """The event ID as it is written: a mapping's own goes first."""
    owner: Entity = mapping if (mapping.event_id or "").strip() else event
    text = (mapping.event_id if owner is mapping else event.event_id) or ""
    return Id(text, owner, ("event_id",)) if text.strip() else None


@cache
def id_fields(platform: Platform, name: str) -> tuple[str, ...]:
    """The platform's fields for the ID, in the browser and on the server."""
    return tuple(
        dict.fromkeys(key for method in told_by(platform, name) for key in (method.browser_key, method.server_key))
    )


@cache
def orders_only(platform: Platform) -> bool:
    """Whether the platform has no event ID at all, only one for orders."""
    return all(method.events for method in told_by(platform))


def plain_name(platform: Platform, name: str) -> str:
    """The platform's usual name for an event: some spell it in another way on the server."""
    known = platform.events.get(name)
    return known.name if known else name


def part(project: Project, event: Event, name: str) -> Part | None:
    """A parameter of an event by its name."""
    known = project.parameters_of(event).get(name)
    if known is None:
        return None
    is_required = any(own.required for own in event.parameters if name in (own.use, own.name))
    return Part(known.type, known.legs, known.volatile, is_required or name in event.when_ready)


def parts(project: Project, way: Way) -> Iterator[tuple[Id, str, Part]]:
    """The parameters that the ID of a way is made of; those that nobody declared are another rule's matter."""
    for name in way.id.names if way.id else ():
        found = part(project, way.event, name)
        if way.id is not None and found is not None:
            yield way.id, name, found
