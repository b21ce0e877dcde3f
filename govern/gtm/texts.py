"""Every text in the entities of a container, collected once for all who look for something in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Route
from govern.gtm.container import Body, Container
from govern.source import texts


class Entity(Record):
    """One entity of a container, and the texts inside it with the way to each."""

    kind: str
    name: str
    body: Body
    texts: tuple[tuple[Route, str], ...]


@memo
def entities(container: Container) -> tuple[Entity, ...]:
    """The entities of a container, in its order."""
    return tuple(
        Entity(kind, name, body, tuple(texts.texts(body)))
        for kind, bodies in container.entities.items()
        for name, body in bodies.items()
    )


def of_kind(container: Container, kinds: Iterable[str]) -> Iterator[Entity]:
    """The entities of some kinds."""
    wanted = frozenset(kinds)
    return (entity for entity in entities(container) if entity.kind in wanted)
