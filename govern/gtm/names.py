"""The names of a version's entities by their ids, which references to them become."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.core.regex import regex
from govern.gtm.container import BUILT_IN_TRIGGERS, TEMPLATE, TEMPLATE_BY_ID, Body, Fault, escaped, label
from govern.gtm.schema import KINDS, OWN_ID

TEMPLATE_TYPES = ("cvt_", TEMPLATE, TEMPLATE_BY_ID, "#")


class Names:
    """What ids lead to in one version, and what was found wrong with them so far."""

    def __init__(self, partial: frozenset[str]) -> None:
        self.partial = partial
        self.triggers: dict[Any, str] = {}
        self.folders: dict[Any, str] = {}
        self.templates: dict[str, str] = {}
        self.shared_types: set[str] = set()
        self.built_in: dict[str, str] = {}
        self.problems: list[Fault] = []
        self.doubts: list[Fault] = []


def names_of(version: Body, partial: bool) -> Names:
    """The names behind the ids of a version's triggers, folders and templates.

    A `partial` version lacks whole lists, so that references to what would stand there are no mistake.
    """
    names = Names(frozenset(kind for kind in KINDS if kind not in version) if partial else frozenset())
    names.triggers = by_id("trigger", version, names.problems)
    names.folders = by_id("folder", version, names.problems)
    template_types(version, names)
    for kind in ("tag", "variable", "client", "transformation", "zone"):
        twice(kind, version, names.doubts)
    taken = set(names.triggers.values())
    names.built_in = {id: name for id, name in BUILT_IN_TRIGGERS.items() if name not in taken}
    return names


def rows_of(kind: str, version: Body) -> Iterator[Body]:
    """The entities of a kind that are objects."""
    rows = version.get(kind)
    if isinstance(rows, list):
        yield from (row for row in rows if type(row) is dict)


def by_id(kind: str, version: Body, problems: list[Fault]) -> dict[Any, str]:
    """Names as references write them, by id: of entities with one name those under which they are kept. The first of two
    with one id keeps it."""
    key = OWN_ID[kind]
    found: dict[Any, str] = {}
    kept = Kept()
    for row in rows_of(kind, version):
        id, name = row.get(key), row.get("name")
        if type(name) is not str:
            continue
        unique = kept.unique(name) if name else name
        if id is None:
            continue
        id = as_id(id)
        if id in found:
            other = found[id]
            message = f"{label(kind, name)} has the id {id}, which {label(kind, other)} has too"
            problems.append(Fault(message, label(kind, name), (key,), "give one of them another id"))
        else:
            found[id] = escaped(unique)
    return found


class Kept:
    """The names under which the entities of a kind are kept, each once: the second `Paid` is `Paid #2`."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.numbers: dict[str, int] = {}

    def unique(self, name: str) -> str:
        """The name to keep an entity under, as long as they are asked for in the order of the container."""
        unique, number = name, self.numbers.get(name, 2)
        while unique in self.taken:
            unique, number = f"{name} #{number}", number + 1
        self.numbers[name] = number
        self.taken.add(unique)
        return unique


def twice(kind: str, version: Body, doubts: list[Fault]) -> None:
    """Entities with the id of another, of a kind to which nothing refers by id."""
    key = OWN_ID[kind]
    seen: dict[str, str] = {}
    for row in rows_of(kind, version):
        id, name = row.get(key), row.get("name")
        if type(name) is str and type(id) is str and id.isdecimal():
            other = seen.setdefault(id, name)
            if other != name:
                message = f"{label(kind, name)} has the id {id}, which {label(kind, other)} has too"
                doubts.append(Fault(message, label(kind, name), (key,), "give one of them another id"))


def as_id(value: Any) -> str:
    """An id as text; files made by hand write numbers."""
    return value if type(value) is str else str(value)


def template_types(version: Body, names: Names) -> None:
    """What the types of custom templates stand for. Two templates may share a gallery id: its type then stays."""
    by_own: dict[str, list[str]] = {}
    for row in rows_of("customTemplate", version):
        name = row.get("name")
        if type(name) is not str:
            continue
        gallery = row.get("galleryReference")
        gallery_id = gallery.get("galleryTemplateId") if type(gallery) is dict else None
        has_gallery = type(gallery_id) is str and gallery_id != ""
        number = f"cvt_{row.get('containerId', '')}_{row.get('templateId')}"
        if number in names.templates:
            entity = label("customTemplate", name)
            message = f"{entity} has the id {row.get('templateId')}, which another template has too"
            names.problems.append(Fault(message, entity, ("templateId",), "give one of them another id"))
        names.templates[number] = (TEMPLATE_BY_ID if has_gallery else TEMPLATE) + name
        if has_gallery:
            if f"cvt_{gallery_id}" in names.templates:
                names.shared_types.add(f"cvt_{gallery_id}")
            names.templates[f"cvt_{gallery_id}"] = TEMPLATE + name
        elif own := own_type(row):
            by_own.setdefault(own, []).append(name)
    for shared in names.shared_types:
        del names.templates[shared]
    for own, made in by_own.items():
        if len(made) == 1 and own not in names.templates and own not in names.shared_types:
            names.templates[own] = TEMPLATE + made[0]


OWN_TYPE = regex(r'"id"\s{0,9}:\s{0,9}"(cvt_[A-Z0-9]{4,8})"')


def own_type(template: Body) -> str:
    """The type that the text of a template says it has, as those of the gallery do; empty where it says none."""
    data = template.get("templateData")
    found = OWN_TYPE.search(data, 0, 2000) if type(data) is str else None
    return found[1] if found is not None else ""
