"""Tag Manager containers, read from the JSON of exports and of the API.

- Tag Manager › Admin › Export Container: `{"exportFormatVersion": 2, "containerVersion": {...}}`, and the older 1.3.
- the API's container versions, bare or in `containerVersion`, and the lists of a workspace: `{"tag": [...]}`.
- the same entities in plural (`{"public_id": ..., "tags": [...], "triggers": [...]}`), as scripts save them.

Reading is shallow, since most of a file is the same as before: ids become names and volatile fields go, nothing else
is looked at. `container.canonical` and `check.validate` look deeper where someone needs to know more.
"""

from __future__ import annotations

import re
import sys
from typing import Any

from govern.core.errors import GovernError
from govern.core.report import Place
from govern.gtm.check import shown
from govern.gtm.container import (
    CONTEXTS,
    NO_ID,
    ORDER,
    OWN_SETTINGS,
    PUBLIC_ID,
    VOLATILE,
    Body,
    Container,
    Context,
    Fault,
    canonical,
)
from govern.gtm.names import names_of
from govern.gtm.read_entities import entities_of, trigger_references
from govern.gtm.references import REFERENCE_TYPES
from govern.gtm.schema import ENUMS, KINDS
from govern.gtm.shapes import PARTIAL, PLURAL, versions, what
from govern.gtm.whole import TAGS_OF, TRIGGERS_OF, contexts_of
from govern.source import json

FORMATS = (2, 1.3)

MOST = 100_000
"""So many entities a container may have to be read: fifty times as many as the largest that Tag Manager publishes."""
FACTS_OF_THE_FILE = frozenset({"exportFormatVersion", "exportTime", "containerVersion"})
VERSION_VOLATILE = (*VOLATILE[2:], "containerVersionId")

TRIGGER_TYPES = ENUMS["Trigger.type"]
USAGE = ENUMS["Container.usageContext"]
CONTEXT_OF: dict[str, Context] = {USAGE.get(name, name): name for name in CONTEXTS}

HELP = "export one in Tag Manager under Admin, Export Container"


def matches(data: Any) -> bool:
    """Whether a JSON value is, or lists, Tag Manager containers."""
    return bool(versions(data))


def read(raw: bytes, file: str) -> list[Container]:
    """The containers of one file. Raises `GovernError` where the file cannot be read or holds none."""
    return containers(json.parse(raw, file), file, raw)


def containers(data: Any, file: str, raw: bytes = b"") -> list[Container]:
    """The containers in the data of a file, which is taken apart; `raw`, if given, saves looking for rare things."""
    found = versions(data)
    if not found:
        raise GovernError(f"this is not a Tag Manager container: it is {what(data)}", Place(file), HELP)
    if isinstance(data, dict) and data.get("exportFormatVersion", 2) not in FORMATS:
        message = f'"exportFormatVersion" is {shown(data["exportFormatVersion"])}, expected 2'
        raise GovernError(message, Place(file, ("exportFormatVersion",)), HELP)
    mentions = mentions_of_triggers(raw)
    extra = unknown_facts(data)
    result: list[Container] = []
    taken: set[str] = set()
    for version in found:
        container = read_version(version, file, mentions, extra)
        id, number = container.id, 2
        while container.id in taken:
            container = container.replace(id=f"{id}-{number}")
            number += 1
        taken.add(container.id)
        result.append(container)
    return result


def mentions_of_triggers(raw: bytes) -> int:
    """How often a file speaks of trigger references, at most: once so many are found, nobody has to look for more."""
    if not raw or json.encoding_of(raw)[0] != "utf-8":
        return sys.maxsize
    return sum(raw.count(type.encode()) for type in REFERENCE_TYPES)


def unknown_facts(data: Any) -> Body:
    """Fields of an export that stand beside its container version and are known to nobody."""
    if not isinstance(data, dict) or "exportFormatVersion" not in data:
        return {}
    return {key: value for key, value in data.items() if key not in FACTS_OF_THE_FILE}


def read_version(version: Body, file: str, mentions: int, extra: Body) -> Container:
    """One container of a version, which is taken apart on the way."""
    names = names_of(version, bool(version.pop(PARTIAL, False)))
    problems = names.problems
    problems.extend(
        Fault(f'the entities are listed under "{key}", which Tag Manager does not read', "", ("containerVersion", key),
              f'call the list "{kind}", or export the container anew')
        for key, kind in version.pop(PLURAL, ())
    )  # fmt: skip
    lists = {kind: rows for kind in KINDS if (rows := version.pop(kind, None)) is not None}
    refuse_too_many(lists, file)
    for kind in [kind for kind, rows in lists.items() if type(rows) is not list]:
        problems.append(Fault(f'"{kind}" is not a list', "", ("containerVersion", kind)))
        version[kind] = lists.pop(kind)
    owner = identity(lists)
    entities = {kind: entities_of(kind, lists[kind], names) for kind in ORDER if lists.get(kind)}
    trigger_references(entities, names, mentions)
    if is_api_spelling(lists):
        entities = {
            kind: {name: canonical(kind, body) for name, body in bodies.items()} for kind, bodies in entities.items()
        }
    settings = settings_of(version, extra, owner, problems)
    add_built_in_variables(settings, entities)
    context = context_of(settings, entities)
    id = id_of(settings, context)
    return Container(id, context, settings, entities, file, tuple(problems), tuple(names.doubts), names.partial)


def refuse_too_many(lists: Body, file: str) -> None:
    """Raise `GovernError` for a container of more entities than anybody could publish: to judge them takes minutes and gigabytes."""
    count, kind = max(((len(rows), kind) for kind, rows in lists.items() if type(rows) is list), default=(0, ""))
    if count > MOST:
        message = (
            f'the container has {count:,} entities under "{kind}", and govern reads up to {MOST:,}: Tag Manager publishes a '
            "container of up to 200 KB, which is a few thousand"
        )
        raise GovernError(message, Place(file, ("containerVersion", kind)), HELP)


def identity(lists: dict[str, list[Any]]) -> dict[str, str]:
    """The account and container ids that the entities carry; templates first, whose types are made of them."""
    for kind in ("customTemplate", *lists):
        for row in lists.get(kind, ()):
            if isinstance(row, dict) and row.get("containerId"):
                return {key: row[key] for key in ("accountId", "containerId") if isinstance(row.get(key), str)}
    return {}


def is_api_spelling(lists: dict[str, list[Any]]) -> bool:
    """Whether the enumerations are written as the API writes them, judged by the first of each kind."""
    for kind, rows in lists.items():
        first = rows[0] if rows else None
        if not isinstance(first, dict):
            continue
        if kind in ("trigger", "builtInVariable") and is_api_value(first, "type", f"{KINDS[kind]}.type"):
            return True
        parameters = first.get("parameter")
        if isinstance(parameters, list) and parameters and is_api_value(parameters[0], "type", "Parameter.type"):
            return True
    return False


def is_api_value(value: Any, key: str, enum: str) -> bool:
    """Whether a field holds a value of an enumeration in the API's spelling."""
    found = value.get(key) if isinstance(value, dict) else None
    return isinstance(found, str) and found in ENUMS[enum]


def settings_of(version: Body, extra: Body, owner: dict[str, str], problems: list[Fault]) -> Body:
    """What the file says about the container itself."""
    settings = own_fields(version, problems)
    for key in ("accountId", "containerId"):
        given = version.pop(key, owner.get(key))
        if key not in settings and given is not None:
            settings[key] = given
        elif given is not None and given != settings[key]:
            version[key] = given
    for key in VERSION_VOLATILE:
        version.pop(key, None)
    ids = {key: value for key, value in owner.items() if value != settings.get(key) and value != NO_ID}
    settings.update({key: value for key, value in zip(OWN_SETTINGS, (version, ids, extra), strict=True) if value})
    for key in ("accountId", "containerId"):
        if settings.get(key) == NO_ID:
            del settings[key]
    return settings


def own_fields(version: Body, problems: list[Fault]) -> Body:
    """The fields of the container object, which is taken out of its version unless it is not an object."""
    container = version.get("container", {})
    if not isinstance(container, dict):
        problems.append(Fault('"container" is not an object', "", ("containerVersion", "container")))
        return {}
    version.pop("container", None)
    problems.extend(
        Fault(f'the container has a field "{key}", which Tag Manager does not have', "", ("container", key))
        for key in OWN_SETTINGS
        if key in container
    )
    return {key: value for key, value in container.items() if key not in VOLATILE[2:]}


def add_built_in_variables(settings: Body, entities: dict[str, dict[str, Body]]) -> None:
    """Format 1.3 lists the enabled built-in variables among the container's fields."""
    listed = settings.get("enabledBuiltInVariable")
    if not isinstance(listed, list) or "builtInVariable" in entities:
        return
    if all(isinstance(type, str) for type in listed) and len(set(listed)) == len(listed):
        entities["builtInVariable"] = {built_in_name(type): {"type": type} for type in sorted(listed)}
        del settings["enabledBuiltInVariable"]


def built_in_name(type: str) -> str:
    """What the user interface calls a built-in variable: `PAGE_URL` is `Page URL`."""
    words = (word if word in ("URL", "ID", "HTML", "OS", "SDK") else word.capitalize() for word in type.split("_"))
    return " ".join(words)


def context_of(settings: Body, entities: dict[str, dict[str, Body]]) -> Context:
    """Where the container runs. The list in the settings stays only where it says more than this one word."""
    usage = settings.get("usageContext")
    if isinstance(usage, list) and len(usage) == 1 and isinstance(usage[0], str):
        spelled = USAGE.get(usage[0], usage[0])
        if spelled in CONTEXT_OF:
            del settings["usageContext"]
            return CONTEXT_OF[spelled]
        if spelled.startswith(("ANDROID", "IOS")):
            return "android" if spelled.startswith("ANDROID") else "ios"
    return of_kind(entities)


def of_kind(entities: dict[str, dict[str, Body]]) -> Context:
    """The kind of a container that does not say it, known by what only one kind has: clients, types, templates."""
    if "client" in entities or "transformation" in entities:
        return "server"
    for context in ("web", "server"):
        of_tags, of_triggers = TAGS_OF[context], TRIGGERS_OF[context]
        for kind, types in (("tag", of_tags), ("trigger", of_triggers)):
            for body in entities.get(kind, {}).values():
                given = body.get("type")
                if type(given) is str and TRIGGER_TYPES.get(given, given) in types:
                    return "web" if context == "web" else "server"
    made_for = {
        frozenset(found) for body in entities.get("customTemplate", {}).values() if (found := contexts_of(body))
    }
    return "server" if made_for == {frozenset({"SERVER"})} else "web"


def id_of(settings: Body, context: Context) -> str:
    """The public id if it is a real one, else a readable name; what is not a real id stays in the settings."""
    public = settings.get("publicId")
    if isinstance(public, str) and PUBLIC_ID.fullmatch(public):
        del settings["publicId"]
        return public
    return id_from_name(settings.get("name"), context)


def id_from_name(name: Any, context: Context) -> str:
    """A readable id for a container without a public one."""
    words = re.findall(r"[a-z0-9]+", name.lower()) if isinstance(name, str) else []
    return "-".join(words)[:60].strip("-") or f"{context}-container"
