"""Every text in the entities of a container, collected once for all who look for something in them.

The ways to the texts are not collected: few are ever told, and whoever tells one looks for it then (`source/texts.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from govern.core.memo import memo
from govern.gtm.container import Body, Container
from govern.source.texts import MAX_DEPTH, NESTING, texts

ASIDE = ("name", "notes")
"""The fields that people write for each other, in which nothing is referred to."""

PLAIN = "TEMPLATE"
"""The type of nearly all parameters. It says nothing, and is left out."""


class Entity:
    """One entity of a container, and the texts inside it in their order: `values` and `keys` under these words, the `rest`,
    those that are `naming` a variable, and what stands `aside`, in none of the others."""

    __slots__ = ("aside", "body", "keys", "kind", "name", "naming", "rest", "values")

    def __init__(self, kind: str, name: str, body: Body) -> None:
        self.kind, self.name, self.body = kind, name, body
        self.values: list[str] = []
        self.keys: list[str] = []
        self.rest: list[str] = []
        self.naming: list[str] = []
        self.aside: list[str] = []
        for key, value in body.items():
            if key in ASIDE:
                self.aside.extend((value,) if isinstance(value, str) else (text for _, text in texts(value)))
            elif isinstance(value, str):
                self.rest.append(value)
                if "{{" in value:
                    self.naming.append(value)
            elif isinstance(value, NESTING):
                collect(value, MAX_DEPTH, self)

    def all(self) -> Iterator[str]:
        """All texts, in no order."""
        return chain(self.values, self.keys, self.rest, self.aside)


def collect(value: Any, deep: int, into: Entity) -> None:
    """Add the texts inside a list or an object, down to a depth. A container has hundreds of thousands of them, so nothing
    is called for one."""
    values, keys, rest, naming = into.values, into.keys, into.rest, into.naming
    for row in (value if type(value) is list else (value,)) if deep else ():
        if type(row) is dict:
            for key, item in row.items():
                if type(item) is str:
                    if key == "value":
                        values.append(item)
                    elif key == "key":
                        keys.append(item)
                    elif item != PLAIN:
                        rest.append(item)
                    if "{{" in item:
                        naming.append(item)
                elif type(item) is list or type(item) is dict:
                    collect(item, deep - 1, into)
        else:
            collect_other(row, deep, into)


def collect_other(row: Any, deep: int, into: Entity) -> None:
    """`collect` for an entry of a list that is not an object, such as the name of a trigger."""
    if isinstance(row, list):
        collect(row, deep - 1, into)
    elif isinstance(row, str):
        into.rest.append(row)
        if "{{" in row:
            into.naming.append(row)


@memo
def entities(container: Container) -> tuple[Entity, ...]:
    """The entities of a container, in its order."""
    return tuple(
        Entity(kind, name, body) for kind, bodies in container.entities.items() for name, body in bodies.items()
    )


def of_kind(container: Container, kinds: Iterable[str]) -> Iterator[Entity]:
    """The entities of some kinds."""
    wanted = frozenset(kinds)
    return (entity for entity in entities(container) if entity.kind in wanted)


@memo
def joined(container: Container) -> str:
    """All texts of a container and the names of its entities, a line each, in no order."""
    return "\n".join(chain.from_iterable((entity.name, *entity.all()) for entity in entities(container)))


@memo
def folded(container: Container) -> str:
    """`joined`, without case."""
    lines = joined(container)
    return lines.lower() if lines.isascii() else lines.casefold()


@memo
def says(container: Container, *words: str) -> bool:
    """Whether one of some words, in small letters, stands anywhere in a container, in whatever case: for those who would
    look into each entity in vain."""
    return any(word in folded(container) for word in words)
