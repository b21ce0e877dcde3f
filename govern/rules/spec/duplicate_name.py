"""A name belongs to one thing.

Of two events with one name, each reader of the plan sees the one they found first; the other's owner, parameters and
examples are a dead letter that looks alive. The same holds for sites, destinations, parameters, tokens, and for two
mappings that send one event to one destination by the same way under the same platform event.

Remedy: merge the two entries, or rename the one that is something else. One event for two conversion actions takes two
mappings with different `as`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.core.report import Related, Route
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.base import Entity
from govern.spec.section import Names, attribute, named, namer, section

Holder = tuple[Entity, Route, Any]
"""The entry in which a name stands, the way to what has it, and that."""


@rule(
    good="events: [{name: purchase}, {name: refund}]",
    bad="events: [{name: purchase}, {name: purchase}]",
)
def check(project: Project) -> Iterator[Problem]:
    for name, entities in project.sections.items():
        names = section(name).names
        if names is not None:
            yield from repeated(section(name).named_noun, names, entities)


def repeated(noun: str, names: Names, entities: tuple[Entity, ...]) -> Iterator[Problem]:
    """A problem for each thing whose name is taken, or one of the parts that it shares with namesakes."""
    first: dict[Any, Holder] = {}
    name_of = namer(names)
    for entity in entities:
        for route, thing in named(names, entity):
            name = name_of(thing)
            parts = [(name, part) for part in parts_of(names, thing)]
            other = next((first[part] for part in parts if part in first), None)
            if other is not None:
                holder, way, same = other
                related = Related("the first one is here", holder.place(*way, names.keys[0]))
                message = f'{noun} "{title(names, name)}" is declared twice'
                place = entity.place(*route, names.keys[0])
                yield Problem(place, message, (related,), remedy(names, thing, same))
            for part in parts:
                first.setdefault(part, (entity, route, thing))


def parts_of(names: Names, thing: Any) -> tuple[Any, ...]:
    """The parts that namesakes may divide among themselves: one mapping the browser's, another the server's."""
    return (getattr(thing, attribute(names.apart)) or ("",)) if names.apart else ("",)


def title(names: Names, name: Any) -> str:
    """A name in words."""
    return names.title.format_map(dict(zip(names.keys, name, strict=True))) if names.title else str(name)


def remedy(names: Names, one: Any, other: Any) -> str:
    """What to do about two namesakes."""
    if len(names.keys) == 1:
        return "merge or rename one of them"
    if names.unlike and getattr(one, attribute(names.unlike)) != getattr(other, attribute(names.unlike)):
        return f'give one of the two another "{names.keys[-1]}"'
    return "merge the two"
