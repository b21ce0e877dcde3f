"""The ids of destinations, and how the platform's ids look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.report import Place, Route
from govern.platforms import Platform
from govern.platforms.facts import Identifier
from govern.signals.destinations import at_platforms
from govern.spec.base import ENVIRONMENTS
from govern.spec.sections.destinations import Destination

if TYPE_CHECKING:
    from govern.project import Project


def ids(destination: Destination) -> Iterator[tuple[Route, str]]:
    """A destination's ids with their routes; one that is written once holds for all environments."""
    id = destination.id
    if isinstance(id, str):
        yield ("id",), id
    elif id is not None:
        yield from ((("id", environment), id[environment]) for environment in ENVIRONMENTS if environment in id)


def accepted(platform: Platform) -> tuple[Identifier, ...]:
    """The identifiers that a destination of this platform may go by, the usual one first; empty when none is known."""
    names = platform.facts.identifiers.destination
    return tuple(platform.identifiers[name] for name in names if name in platform.identifiers)


def misfits(project: Project, verified: bool) -> Iterator[tuple[Destination, Platform, Route, str]]:
    """The ids that no accepted identifier looks like, at platforms whose patterns are verified, or are not."""
    for destination, platform in at_platforms(project):
        known = accepted(platform)
        if not known or all(identifier.verified for identifier in known) is not verified:
            continue
        for route, id in ids(destination):
            if not any(identifier.accepts(id) for identifier in known) and retired(platform, id) is None:
                yield destination, platform, route, id


def mended(platform: Platform, id: str) -> str:
    """The id in capitals and without blanks, where that is what the platform's ids look like; empty otherwise."""
    capitals = id.strip().upper()
    return capitals if capitals != id and any(known.accepts(capitals) for known in accepted(platform)) else ""


def retired(platform: Platform, id: str) -> Identifier | None:
    """The identifier that an id is one of and that the platform no longer uses."""
    kinds = (known for known in platform.identifiers.values() if known.status == "retired" and known.verified)
    return next((known for known in kinds if known.accepts(id)), None)


def looks(platform: Platform) -> str:
    """How an id looks, for messages."""
    first = accepted(platform)[0]
    return f"like {first.example or first.pattern}"


def repeated(project: Project) -> Iterator[tuple[Destination, Route, str, Destination, Place]]:
    """Each destination with an id that one before it has: the way to the id, the id, and the other with its place."""
    first: dict[tuple[str, str], list[tuple[Destination, Place]]] = {}
    for destination, platform in at_platforms(project):
        for route, id in ids(destination):
            before = first.setdefault((platform.key, id), [])
            other, place = next((one for one in before if meets(one[0], destination)), (destination, None))
            before.append((destination, destination.place(*route)))
            if place is not None:
                yield destination, route, id, other, place
                break


def meets(one: Destination, other: Destination) -> bool:
    """Whether two destinations are told by one visit: one account may be that of two sites."""
    sites = {one.site, other.site}
    return one.name != other.name and (len(sites) == 1 or None in sites)
