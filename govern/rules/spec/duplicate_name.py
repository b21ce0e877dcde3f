"""A name belongs to one thing.

Of two events with one name, each reader of the plan sees the one they found first; the other's owner, parameters and
examples are a dead letter that looks alive. The same holds for sites, destinations, parameters, tokens, and for two
mappings of one event to one destination under the same platform event.

Remedy: merge the two entries, or rename the one that is something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govern.project import Project
from govern.report import Place, Related
from govern.rules import Problem, rule


@rule(
    good="events: [{name: purchase}, {name: refund}]",
    bad="events: [{name: purchase}, {name: purchase}]",
)
def check(project: Project) -> Iterator[Problem]:
    for noun, entities in (
        ("site", project.sites),
        ("destination", project.destinations),
        ("parameter", project.parameters),
        ("event", project.events),
    ):
        yield from repeated(noun, ((entity.name, entity.place) for entity in entities))
    yield from repeated("token", ((token.name, place_of(place)) for token, place in project.token_items()))
    yield from repeated("policy of site", ((policy.site, policy.place) for policy in project.policies), "site")
    mappings = ((f"{m.event} → {m.destination} as {m.as_}", m.place) for m in project.mappings)
    yield from repeated("mapping", mappings, "event")


def place_of(place: Place) -> Callable[..., Place]:
    """A place as the function that entities have for it."""
    return lambda *route: place.replace(route=(*place.route, *route))


def repeated(noun: str, named: Iterator[tuple[str, Callable[..., Place]]], key: str = "name") -> Iterator[Problem]:
    """A problem for each name after its first use."""
    first: dict[str, Callable[..., Place]] = {}
    for name, place in named:
        if name in first:
            related = Related("the first one is here", first[name](key))
            yield Problem(place(key), f'{noun} "{name}" is declared twice', (related,), "merge or rename one of them")
        else:
            first[name] = place
