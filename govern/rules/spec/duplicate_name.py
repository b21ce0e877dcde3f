"""A name belongs to one thing.

Of two events with one name, each reader of the plan sees the one they found first; the other's owner, parameters and
examples are a dead letter that looks alive. The same holds for sites, destinations, parameters, tokens, and for two
mappings that send one event to one destination by the same way under the same platform event.

Remedy: merge the two entries, or rename the one that is something else. One event for two conversion actions takes two
mappings with different `as`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govern.core.report import Place, Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.sections.mappings import Mapping


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
    yield from repeated_mappings(project)


def repeated_mappings(project: Project) -> Iterator[Problem]:
    """A problem for each mapping of which a way is taken: the browser's and the server's may have one each."""
    first: dict[tuple[str, str, str, str], Mapping] = {}
    for mapping in project.mappings:
        ends = (mapping.event, mapping.destination, mapping.as_)
        other = next((first[*ends, way] for way in mapping.via or ("",) if (*ends, way) in first), None)
        if other is not None:
            related = Related("the first one is here", other.place("event"))
            merged = other.conversion_action == mapping.conversion_action
            help = "merge the two" if merged else 'give one of the two another "as"'
            message = f'mapping "{mapping.event} → {mapping.destination} as {mapping.as_}" is declared twice'
            yield Problem(mapping.place("event"), message, (related,), help)
        for way in mapping.via or ("",):
            first.setdefault((*ends, way), mapping)


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
