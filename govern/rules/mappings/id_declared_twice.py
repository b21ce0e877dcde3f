"""An account at a platform is one destination.

Of two destinations with the same id, each looks complete: one has the purchase, the other the leads, and whoever checks
the consent or the token of the one has not checked the other. Where both get an event, the platform counts it twice.

Remedy: merge the two; mappings say by themselves what each event sends. Two sites may share an account: each destination
then names its `site`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.destinations import Destination
from govern.project import Project
from govern.report import Place, Related, Route
from govern.rules import Problem, rule
from govern.rules.mappings._ids import ids
from govern.rules.mappings._known import destinations


@rule(
    good="destinations: [{name: a, platform: ga4, id: G-1A2BCD345E}, {name: b, platform: ga4, id: G-9Z8YXW765V}]",
    bad="destinations: [{name: a, platform: ga4, id: G-1A2BCD345E}, {name: b, platform: ga4, id: G-1A2BCD345E}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for destination, route, id, other, place in repeated(project):
        message = f'destination "{destination.name}" has the id "{id}", which is that of "{other.name}"'
        related = (Related("the first one is here", place),)
        yield Problem(destination.place(*route), message, related, "merge the two")


def repeated(project: Project) -> Iterator[tuple[Destination, Route, str, Destination, Place]]:
    """Each destination with an id that one before it has: the way to the id, the id, and the other with its place."""
    first: dict[tuple[str, str], list[tuple[Destination, Place]]] = {}
    for destination, platform in destinations(project):
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
