"""What a section of the language says of itself: its entries, their names, and to what they refer.

A section is a file of `spec/sections/` with a record and a `SECTION`; its name is the file's. Nothing lists it a second
time: reading, the schema, namesakes and dangling references follow from what stands there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from keyword import iskeyword
from operator import attrgetter
from typing import Any

from govern.core.record import Record
from govern.core.registry import modules
from govern.core.report import Route
from govern.spec.base import Entity

Path = tuple[str, ...]


class Names(Record):
    """By what the entries of a section are known, so that two of one name are found, and who refers to none.

    `keys` together make the name; entries of which others speak have the one key `name`. `inside` is the list that
    holds what is named where that is not the entry itself, `noun` what messages call it then. `title` puts several
    keys into words.

    Two namesakes are allowed if the lists under `apart` have nothing in common. They are copies of each other unless
    they differ in `unlike`; then another value of the last of the keys tells them apart.
    """

    keys: tuple[str, ...] = ("name",)
    inside: str = ""
    noun: str = ""
    title: str = ""
    apart: str = ""
    unlike: str = ""


class Section(Record):
    """One section. `many` sections are lists of entries, the others one mapping; `noun` is what messages call an entry.

    `order` is its place among the sections in the schema. `references` leads from keys to the section in which the
    name that stands there is declared; a key is written with dots, and through a list it leads into every entry.
    """

    record: type[Entity]
    order: int
    noun: str
    many: bool = True
    names: Names | None = None
    references: dict[str, str] = {}

    @property
    def is_referred_to(self) -> bool:
        """Whether others can speak of what stands here."""
        return self.names is not None and self.names.keys == ("name",)

    @property
    def named_noun(self) -> str:
        """What messages call the things that have names here."""
        return (self.names.noun if self.names is not None else "") or self.noun


@cache
def section_names() -> tuple[str, ...]:
    """The sections there are, from their files alone."""
    return modules("spec/sections")


@cache
def section(name: str) -> Section:
    """What a section says of itself; its module is imported."""
    found: Section = import_module(f"govern.spec.sections.{name}").SECTION
    return found


@cache
def in_order() -> tuple[str, ...]:
    """The sections in the order of the schema, which takes importing all of them."""
    return tuple(sorted(section_names(), key=lambda name: section(name).order))


def attribute(key: str) -> str:
    """The field of a key: `as` is a word of Python's, so its field is `as_`."""
    return f"{key}_" if iskeyword(key) else key


def reached(thing: Any, path: Path, route: Route = ()) -> list[tuple[Route, Any]]:
    """What a path leads to, into every entry of the lists on its way; nothing where a step is not written."""
    found = opened(thing, route)
    for step in path:
        value_of = attrgetter(attribute(step))
        inside = ((way, value_of(one)) for way, one in found)
        found = [entry for way, inner in inside if inner is not None for entry in opened(inner, (*way, step))]
    return found


def opened(thing: Any, route: Route) -> list[tuple[Route, Any]]:
    """The entries of a list, each with the way to it; anything else is one."""
    return [((*route, at), one) for at, one in enumerate(thing)] if type(thing) is tuple else [(route, thing)]


def named(names: Names, entity: Entity) -> list[tuple[Route, Any]]:
    """What has a name in an entry, and the way to it: the entry itself, or what is in its list."""
    return reached(entity, (names.inside,) if names.inside else ())


def namer(names: Names) -> Callable[[Any], Any]:
    """The function that tells a thing's name: the value of its key, or the values of its keys."""
    return attrgetter(*map(attribute, names.keys))
