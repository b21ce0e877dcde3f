"""References by name: who refers to what, and whether it is declared. Sections say both, see `Section`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from govern.core.report import Route
from govern.spec.base import Entity
from govern.spec.section import attribute, named, reached, section

if TYPE_CHECKING:
    from govern.project import Project

Reference = tuple[Entity, Route, str, str]
"""The entity that refers, the way to the name inside it, the section that must declare the name, the name."""


def declared(project: Project, to: str) -> Collection[str]:
    """The names that a section declares, in its order."""
    names = section(to).names
    assert names is not None, f"nothing in {to} has a name to refer to"
    return dict.fromkeys(thing.name for entity in project.sections.get(to, ()) for _, thing in named(names, entity))


def all_resolve(project: Project) -> bool:
    """Whether every name leads somewhere: only then do rules about several sections together see what was meant."""
    return not any(dangling(project))


def dangling(project: Project) -> Iterator[tuple[Reference, Collection[str]]]:
    """Every reference to what nobody declares, with the names that there are."""
    known: dict[str, Collection[str]] = {}
    for reference in references(project):
        _, _, to, name = reference
        if to not in known:
            known[to] = declared(project, to)
        if name not in known[to]:
            yield reference, known[to]


def references(project: Project) -> Iterator[Reference]:
    """Every reference by name."""
    for name, entities in project.sections.items():
        for key, to in section(name).references.items():
            first, *rest = key.split(".")
            route, value_of = (first,), attrgetter(attribute(first))
            for entity in entities:
                value = value_of(entity)
                if type(value) is str:
                    yield entity, route, to, value
                elif value:
                    yield from ((entity, inner, to, wanted) for inner, wanted in reached(value, tuple(rest), route))
