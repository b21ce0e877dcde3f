"""The entities of a container version: ids become names, volatile fields go, everything else stays as it was written.

This is the part of reading that every entity goes through, a few microseconds each, so it is written for speed.
"""

from __future__ import annotations

from typing import Any

from govern.gtm.container import REFERENCES, TRIGGER_LISTS, VOLATILE, Body, Fault, google_tag_name, label
from govern.gtm.names import TEMPLATE_TYPES, Names, as_id
from govern.gtm.references import TYPED, trigger_parameters
from govern.gtm.schema import KINDS, OWN_ID

GROUP_TYPES = ("TRIGGER_GROUP", "triggerGroup")
"""The types of triggers that are made of other triggers."""


def entities_of(kind: str, rows: list[Any], names: Names) -> dict[str, Body]:
    """The entities of one kind by name; `rows` are changed in place."""
    found = named(kind, rows, names.problems)
    for key, renamed in TRIGGER_LISTS.get(KINDS[kind], {}).items():
        resolve_lists(kind, found, key, renamed, names)
    resolve_folders(kind, found, names)
    if kind in TYPED:
        resolve_types(found, names)
    if kind == "zone":
        for name, row in found.items():
            boundary_triggers(name, row, names)
    return found


def named(kind: str, rows: list[Any], problems: list[Fault]) -> dict[str, Body]:
    """The entities that are objects, by name, without what changes from export to export."""
    found: dict[str, Body] = {}
    drop = (*VOLATILE, OWN_ID[kind]) if OWN_ID[kind] else VOLATILE
    nameless = kind == "gtagConfig"
    for index, row in enumerate(rows):
        if type(row) is not dict:
            problems.append(Fault(f"{kind} {index + 1} is not an object", kind, (index,)))
            continue
        for key in drop:
            row.pop(key, None)
        name = google_tag_name(row) if nameless else row.pop("name", None)
        if type(name) is not str or not name or name in found:
            name = unusable_name(kind, index, name, row, found, problems)
        if not REFERENCES.isdisjoint(row):
            foreign_fields(kind, name, row, problems)
        found[name] = row
    return found


def resolve_lists(kind: str, found: dict[str, Body], key: str, renamed: str, names: Names) -> None:
    """Lists of trigger ids become lists of names."""
    triggers = names.triggers
    for name, row in found.items():
        if key in row:
            try:
                row[renamed] = [triggers[id] for id in row[key]]
                del row[key]
            except (KeyError, TypeError):
                slow_list(kind, name, row, key, renamed, names)


def resolve_folders(kind: str, found: dict[str, Body], names: Names) -> None:
    """Ids of folders become names."""
    folders = names.folders
    for name, row in found.items():
        if "parentFolderId" in row:
            id = row.pop("parentFolderId")
            try:
                row["folder"] = folders[id]
            except (KeyError, TypeError):
                slow_folder(kind, name, row, id, names)


def resolve_types(found: dict[str, Body], names: Names) -> None:
    """Types of custom templates name their template."""
    templates = names.templates
    for row in found.values():
        given = row.get("type")
        if type(given) is str and given.startswith(TEMPLATE_TYPES):
            row["type"] = templates.get(given) or unknown_type(given)


def unusable_name(kind: str, index: int, name: Any, row: Body, taken: dict[str, Body], problems: list[Fault]) -> str:
    """A name to keep an entity under that has none, or one that is taken already."""
    if type(name) is str and name:
        number = 2
        while f"{name} #{number}" in taken:
            number += 1
        unique = f"{name} #{number}"
        if kind != "gtagConfig":
            message = f"there are two: {label(kind, name)} stands in the container twice"
            problems.append(Fault(message, label(kind, name), ("name",), "rename one of them"))
        return unique
    if kind == "builtInVariable" and name is None and type(row.get("type")) is str and row["type"] not in taken:
        return str(row["type"])
    if name is not None:
        row["name"] = name
    unique = f"#{index + 1}"
    while unique in taken:
        unique += "'"
    wrong = "no name" if name is None else "an empty name" if name == "" else "a name that is not text"
    problems.append(Fault(f"{kind} {index + 1} has {wrong}", label(kind, unique), ("name",)))
    return unique


def foreign_fields(kind: str, name: str, row: Body, problems: list[Fault]) -> None:
    """Fields that only our form has cannot be told apart from it."""
    for key in sorted(REFERENCES & row.keys()):
        message = f'{label(kind, name)} has a field "{key}", which Tag Manager does not have'
        problems.append(Fault(message, label(kind, name), (key,)))


def slow_list(kind: str, name: str, row: Body, key: str, renamed: str, names: Names) -> None:
    """A list of trigger ids that does not resolve at once."""
    ids = row[key]
    entity = label(kind, name)
    if type(ids) is not list or not all(type(id) in (str, int) for id in ids):
        names.problems.append(Fault(f'{entity} has a "{key}" that is not a list of ids', entity, (key,)))
        return
    row[renamed] = [trigger_name(as_id(id), entity, (renamed, i), names) for i, id in enumerate(ids)]
    del row[key]


def trigger_name(id: str, entity: str, route: tuple[str | int, ...], names: Names) -> str:
    """The name behind a trigger id, or the id itself, marked."""
    found = names.triggers.get(id) or names.built_in.get(id)
    if found is not None:
        return found
    if not id.isdecimal():
        names.problems.append(Fault(f'{entity} refers to the trigger id "{id}", which is not a number', entity, route))
    return f"#{id}"


def slow_folder(kind: str, name: str, row: Body, id: Any, names: Names) -> None:
    """A folder id that does not resolve at once."""
    entity = label(kind, name)
    if type(id) not in (str, int):
        message = f'{entity} has a "parentFolderId" that is not an id'
        names.problems.append(Fault(message, entity, ("parentFolderId",)))
        row["parentFolderId"] = id
        return
    id = as_id(id)
    found = names.folders.get(id)
    if found is None:
        found = f"#{id}"
        if not id.isdecimal():
            names.problems.append(Fault(f'{entity} lies in the folder "{id}", which is not an id', entity, ("folder",)))
    row["folder"] = found


def unknown_type(given: str) -> str:
    """A type that looks like a custom template's but leads to none, or to several."""
    return given if given.startswith("cvt_") else f"#{given}"


def boundary_triggers(name: str, row: Body, names: Names) -> None:
    """A zone's boundary lists trigger ids too."""
    boundary = row.get("boundary")
    if type(boundary) is not dict:
        return
    if not REFERENCES.isdisjoint(boundary):
        foreign_fields("zone", name, boundary, names.problems)
    for key, renamed in TRIGGER_LISTS["ZoneBoundary"].items():
        if key in boundary:
            slow_list("zone", name, boundary, key, renamed, names)


def trigger_references(entities: dict[str, dict[str, Body]], names: Names, mentions: int) -> None:
    """Parameters that refer to triggers by id, wherever they stand; `mentions` is how many there are at most.

    Nearly all stand in trigger groups. Looking there first spares the others the long look, which takes more time than
    everything else about an entity.
    """
    if mentions <= 0:
        return
    rows = [(kind, name, row) for kind, found in entities.items() for name, row in found.items()]
    rows.sort(key=lambda entity: entity[2].get("type") not in GROUP_TYPES)
    for kind, name, row in rows:
        if mentions <= 0:
            return
        mentions -= resolve_references(kind, name, row, names)


def resolve_references(kind: str, name: str, row: Body, names: Names) -> int:
    """The trigger references of one entity become names; how many there are."""
    entity, count = label(kind, name), 0
    for parameter, route in trigger_parameters(row):
        count += 1
        if type(parameter["value"]) in (str, int):
            parameter["value"] = trigger_name(as_id(parameter["value"]), entity, route, names)
        else:
            names.problems.append(Fault(f"{entity} has a trigger reference that is not an id", entity, route))
    return count
