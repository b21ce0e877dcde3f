"""A Tag Manager container in one form, whether it comes from an export, from the API or from the specs.

Entities are plain JSON data in Tag Manager's own field names, held by kind and name. Ids, fingerprints and addresses are
left behind; what referred by id refers by name, so that two states compare by meaning:

- `firingTriggerId: ["12"]` is `firingTrigger: ["Purchase confirmed"]`, likewise for the other lists of trigger ids,
  `parentFolderId` is `folder`, and a TRIGGER_REFERENCE holds the trigger's name.
- an id that nothing in the container has stays, as `#12`; a name that begins with `#` gets a second one.
- `type: cvt_...` of a custom template is `template:NAME`, or `template-id:NAME` where the export used the template's
  number although the template has a gallery id. A type that fits no template, or several, stays as it is.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Route
from govern.gtm.schema import ENUMS, KINDS, SCHEMAS

Body = dict[str, Any]
Context = Literal["web", "server", "amp", "android", "ios"]
CONTEXTS: tuple[Context, ...] = get_args(Context)

MAX_DEPTH = 60
"""How deep an entity may nest, in lists and objects. What lies deeper is compared as it is and never valid."""

LABELS = {
    "tag": "tag",
    "trigger": "trigger",
    "variable": "variable",
    "builtInVariable": "built-in variable",
    "customTemplate": "template",
    "folder": "folder",
    "client": "client",
    "transformation": "transformation",
    "zone": "zone",
    "gtagConfig": "Google tag",
}
"""What messages call the kinds, in the order people look for them."""

ORDER: tuple[str, ...] = (*LABELS, *(kind for kind in KINDS if kind not in LABELS))

BUILT_IN_TRIGGERS = {
    "2147479553": "All Pages",
    "2147479572": "Consent Initialization - All Pages",
    "2147479573": "Initialization - All Pages",
}
"""Triggers that every web container has without listing them, under the names of the user interface."""

EVERY_EVENT = "2147479574"
"""The server's trigger for every event; it has no name that an export could say."""

RESERVED_TRIGGERS = {"web": BUILT_IN_TRIGGERS.keys(), "server": BUILT_IN_TRIGGERS.keys() | {EVERY_EVENT}}
"""The ids of all triggers that Tag Manager provides in web and server containers."""

FIRST_BUILT_IN_ID = 2147479552
"""Ids from here on belong to Tag Manager itself, those without a known name included."""

PUBLIC_ID = regex(r"[A-Z]{1,4}-[A-Za-z0-9]{1,20}")
TEMPLATE = "template:"
TEMPLATE_BY_ID = "template-id:"
VOLATILE = ("accountId", "containerId", "workspaceId", "fingerprint", "path", "tagManagerUrl")
OWN_SETTINGS = ("version", "entities", "export")
"""Keys of a container's settings that are not fields of the container itself."""

NO_ID = "0"
"""What files made by hand write, and what we write, where an account or container id is not known."""


def trigger_lists(schema: str) -> dict[str, str]:
    """The fields of a schema that list trigger ids, and what they are called when they list names."""
    fields = SCHEMAS[schema]
    return {field: field[:-2] for field, kind in fields.items() if field.endswith("TriggerId") and kind == "[text]"}


TRIGGER_LISTS = {schema: found for schema in SCHEMAS if (found := trigger_lists(schema))}
"""By schema: `{"Tag": {"firingTriggerId": "firingTrigger", ...}, "ZoneBoundary": ...}`."""

REFERENCES = frozenset(name for lists in TRIGGER_LISTS.values() for name in lists.values()) | {"folder"}
"""The fields that only our form has."""


class Fault(Record):
    """What is wrong with a container, where: the entity as messages name it and the way inside it."""

    message: str
    entity: str = ""
    route: Route = ()
    help: str = ""


class Container(Record):
    """One container: the live state and the wished state alike.

    `id` is the public id, or a readable name where there is none. `settings` holds the container's own fields, under
    `version` those of the exported version, under `entities` the account and container ids of the entities where they
    are not the container's, under `export` unknown fields of the file. `problems` are what the reader saw that keeps Tag
    Manager from importing it, `doubts` what it saw that may. `absent` are the kinds that the file does not list although
    the container may have some: what refers to them cannot be judged.
    """

    id: str
    context: Context
    settings: dict[str, Any]
    entities: dict[str, dict[str, Body]]
    file: str = ""
    problems: tuple[Fault, ...] = ()
    doubts: tuple[Fault, ...] = ()
    absent: frozenset[str] = frozenset()

    def __getstate__(self) -> dict[str, Any]:
        """The container as data, without what somebody has found out about it."""
        return {name: getattr(self, name) for name in self.__fields__ if self.given(name)}

    def bodies(self, kind: str) -> dict[str, Body]:
        """The entities of a kind by name."""
        return self.entities.get(kind, {})


def unlisted(container: Container) -> frozenset[str]:
    """The kinds of which we do not know what the container has: what refers to them cannot be judged.

    Where there is neither a tag nor a client, somebody has chosen some entities for an export, or for the specs.
    """
    if container.bodies("tag") or container.bodies("client"):
        return container.absent
    return container.absent | (KINDS.keys() - container.entities.keys())


def label(kind: str, name: str) -> str:
    """An entity as messages name it: `tag "Meta - Purchase"`."""
    return f'{LABELS.get(kind, kind)} "{name}"'


def escaped(name: str) -> str:
    """A name where a reference stands, told apart from an id."""
    return f"#{name}" if name.startswith("#") else name


def is_built_in_id(id: str) -> bool:
    """Whether Tag Manager itself owns the id."""
    return id.isdecimal() and len(id) <= 10 and int(id) >= FIRST_BUILT_IN_ID


def google_tag_name(row: Body) -> str:
    """A Google tag configuration has no name: its type and the ids in its parameters tell it from others."""
    parameters = row.get("parameter")
    values = [
        parameter["value"]
        for parameter in (parameters if type(parameters) is list else ())
        if type(parameter) is dict and parameter.get("key") in ("tagId", "id") and type(parameter.get("value")) is str
    ]
    type_ = row.get("type")
    return " ".join([type_ if type(type_) is str else "gtagConfig", *values])


class Canonical(dict[str, Any]):
    """A body that is in canonical form already, since we made it ourselves."""


def canonical(kind: str, body: Body) -> Body:
    """The body with nothing accidental left: enumerations as exports write them, parameters by key, triggers by name."""
    if type(body) is Canonical:
        return body
    schema = KINDS.get(kind)
    return conform(schema, body, 0) if schema is not None else body


def canonical_container(container: Container) -> Container:
    """The container with all its bodies in canonical form, by name."""
    entities = {
        kind: {name: canonical(kind, container.entities[kind][name]) for name in sorted(container.entities[kind])}
        for kind in ORDER
        if container.entities.get(kind)
    }
    return container.replace(entities=entities)


def conform(schema: str, value: dict[str, Any], depth: int) -> dict[str, Any]:
    """One object of a schema in canonical form; unknown fields and misshapen values stay as they are."""
    if depth > MAX_DEPTH:
        return value
    fields = SCHEMAS[schema]
    lists = TRIGGER_LISTS.get(schema, {}).values()
    result = {}
    for key, item in value.items():
        kind = fields.get(key)
        if kind is not None:
            item = field(kind, item, depth)
        elif key in lists and type(item) is list and all(type(name) is str for name in item):
            item = sorted(item)
        result[key] = item
    return result


def field(kind: str, value: Any, depth: int) -> Any:
    """One field's value in canonical form."""
    if kind[0] == "[" and type(value) is list:
        inner = kind[1:-1]
        if inner == "Parameter":
            return parameters(value, depth + 1)
        return [field(inner, item, depth + 1) for item in value]
    if kind[:5] == "enum:":
        return ENUMS[kind[5:]].get(value, value) if type(value) is str else value
    if kind == "Parameter":
        return parameter(value, depth + 1)
    if kind in SCHEMAS and type(value) is dict:
        return conform(kind, value, depth + 1)
    return value


PARAMETER_TYPES = ENUMS["Parameter.type"]


def parameter(value: Any, depth: int) -> Any:
    """A parameter in canonical form, and those inside it."""
    if type(value) is not dict or depth > MAX_DEPTH:
        return value
    result = dict(value)
    given = value.get("type")
    if type(given) is str:
        result["type"] = PARAMETER_TYPES.get(given, given)
    if type(inner := value.get("map")) is list:
        result["map"] = parameters(inner, depth + 1)
    if type(inner := value.get("list")) is list:
        result["list"] = [parameter(item, depth + 1) for item in inner]
    return result


def parameters(values: list[Any], depth: int) -> list[Any]:
    """Parameters by key, since their order says nothing; in the given order where not all have one."""
    result = [parameter(value, depth) for value in values]
    try:
        result.sort(key=parameter_key)
    except (KeyError, TypeError):
        return result
    return result


def parameter_key(value: dict[str, Any]) -> str:
    """What parameters are ordered by; raises where a parameter has no such key."""
    key = value["key"]
    if type(key) is str:
        return key
    raise TypeError


def same(kind: str, one: Body, other: Body) -> bool:
    """Whether two bodies mean the same. Costs next to nothing where they are equal as they stand."""
    if one == other:
        return True
    if one.keys() != other.keys():
        return False
    schema = KINDS.get(kind, "")
    differing = {key: value for key, value in one.items() if value != other[key]}
    if not schema:
        return False
    return conform(schema, differing, 0) == conform(schema, {key: other[key] for key in differing}, 0)


def is_deep(value: Any, depth: int = 0) -> bool:
    """Whether something nests beyond the limit, counted without recursion."""
    level = [value]
    while level and depth <= MAX_DEPTH:
        inner = [item for found in level for item in (found.values() if type(found) is dict else found)]
        level = [item for item in inner if type(item) is dict or type(item) is list]
        depth += 1
    return bool(level)
