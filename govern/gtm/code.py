"""The readable form of a container's entities in the specs, and the way back. Nothing is lost on the way.

Tag Manager writes a parameter as `{"type": "BOOLEAN", "key": "enabled", "value": "true"}`; the specs write
`enabled: true`. What a plain value cannot say is written with one of these keys, alone in its mapping:

- `$file: code/x.html`   the text of a file beside the spec file, without the line break at its very end
- `$trigger: Name`, `$tag: Name`   a parameter that refers to a trigger or a tag
- `$raw: ...`    a parameter, or a list of them, as Tag Manager writes it
- `$json: '...'` any value as JSON text, where YAML has no way to write it
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from govern.core.report import Route
from govern.gtm.container import MAX_DEPTH, Body, google_tag_name, is_deep, parameters
from govern.gtm.schema import KINDS, SCHEMAS

SECTIONS = {
    "tag": "tags",
    "trigger": "triggers",
    "variable": "variables",
    "builtInVariable": "built_in_variables",
    "customTemplate": "templates",
    "folder": "folders",
    "client": "clients",
    "transformation": "transformations",
    "zone": "zones",
    "gtagConfig": "google_tags",
}
"""Where the entities of a kind stand in an entry of `containers`."""

FIRST = ("name", "type", "firingTrigger", "blockingTrigger", "customEventFilter", "filter", "autoEventFilter")
LAST = ("parameter", "templateData")
"""What people look for first and last; all other fields stand between, by name."""

INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
FLAGS = {"true": True, "false": False}
REFERENCES = {"TRIGGER_REFERENCE": "$trigger", "TAG_REFERENCE": "$tag"}
NOT_FOLDED = object()
MAX_DIGITS = 300
MAX_KEY = 100
MAX_LEVELS = 20
"""How many levels are written out as YAML, which the reader of spec files limits too; what lies deeper is JSON text."""

PlaceText = Callable[[Route, str], Any]
"""Where a text goes: itself, or `{"$file": path}` when it was put beside the spec file."""

ReadText = Callable[[str], str]
"""The text of a side file; raises `Mistake`."""


class Mistake(Exception):
    """Something in an entry that cannot be understood: what, where inside the entry, what to do."""

    def __init__(self, message: str, route: Route = (), help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.route = route
        self.help = help


def inline(_route: Route, text: str) -> Any:
    """A text that stays where it is."""
    return text


def encode(kind: str, name: str, body: Body, place_text: PlaceText = inline) -> Any:
    """One entity, in canonical form, as the specs write it; as JSON text where the readable form would lose something."""
    if not is_readable(kind, name, body):
        return {"$json": dumped(body if kind == "gtagConfig" else {"name": name, **body})}
    return readable(kind, name, body, place_text)


def readable(kind: str, name: str, body: Body, place_text: PlaceText = inline) -> Any:
    """One entity, in canonical form, in readable form. Whoever has not asked `is_readable` reads it back to be sure."""
    if kind == "builtInVariable" and body == {"type": type_of_name(name)}:
        return name
    named = body if kind == "gtagConfig" else {"name": name, **body}
    return encode_object(KINDS[kind], named, (), place_text)


def is_readable(kind: str, name: str, body: Body) -> bool:
    """Whether an entity comes back from its readable form as it was."""
    try:
        found, back = decode(kind, readable(kind, name, body), no_files)
    except Mistake:
        return False
    return alike(back, body) and (found == name or kind == "gtagConfig")


def no_files(path: str) -> str:
    """No side file is there."""
    raise Mistake(f'there is no file "{path}"')


def type_of_name(name: str) -> str:
    """The type that a built-in variable's name suggests: `Page URL` is `PAGE_URL`."""
    return re.sub(r"[^A-Za-z0-9]+", "_", name).upper()


def position(key: str) -> tuple[int, int, str]:
    """What people look for first comes first, code comes last, the rest by name."""
    if key in FIRST:
        return 0, FIRST.index(key), key
    return (2, LAST.index(key), key) if key in LAST else (1, 0, key)


def encode_object(schema: str, value: Body, route: Route, place_text: PlaceText) -> Any:
    """An object of a schema; known fields in readable form, unknown ones as they are."""
    if not writable_keys(value):
        return {"$json": dumped(value)}
    fields = SCHEMAS[schema]
    return {
        key: encode_field(fields.get(key, ""), value[key], (*route, key), place_text)
        for key in sorted(value, key=position)
    }


def encode_field(kind: str, value: Any, route: Route, place_text: PlaceText) -> Any:
    """One field of an object; a value of another kind than the schema says is written plainly."""
    if kind == "text" and type(value) is str:
        return place_text(route, value)
    if kind == "Parameter" and type(value) is dict:
        return fold(value, route, place_text, 0) if "key" not in value else {"$raw": plain(value)}
    if kind == "[Parameter]" and type(value) is list:
        return fold_list(value, route, place_text, 0)
    inner = kind.strip("[]")
    if inner in SCHEMAS and type(value) is (list if kind[0] == "[" else dict):
        if type(value) is dict:
            return encode_object(inner, value, route, place_text)
        if all(type(item) is dict for item in value):
            return [encode_object(inner, item, (*route, i), place_text) for i, item in enumerate(value)]
    return plain(value)


def fold_list(values: list[Any], route: Route, place_text: PlaceText, depth: int) -> Any:
    """Parameters as a mapping by key, if each has a key of its own."""
    keys: list[str] = [value["key"] for value in values if type(value) is dict and type(value.get("key")) is str]
    keyed = len(keys) == len(values) == len(set(keys)) and writable_keys(keys)
    if not keyed or depth > MAX_LEVELS or values != parameters(values, 0):
        return {"$raw": plain(values)}
    folded = {}
    for key, value in zip(keys, values, strict=True):
        bare = {name: item for name, item in value.items() if name != "key"}
        folded[key] = fold(bare, (*route, key), place_text, depth + 1)
    return folded


def fold(value: Any, route: Route, place_text: PlaceText, depth: int) -> Any:
    """A parameter without its key as a plain value, or raw where a plain value would say something else."""
    type_ = value.get("type") if type(value) is dict else None
    folded: Any = NOT_FOLDED
    if type(type_) is str and depth <= MAX_LEVELS and len(value) <= 2:
        if len(value) == 1:
            folded = {"TEMPLATE": None, "LIST": [], "MAP": {}}.get(type_, NOT_FOLDED)
        elif type(value.get("value")) is str:
            folded = fold_scalar(type_, value["value"], route, place_text)
        elif type_ == "LIST" and type(items := value.get("list")) is list and items:
            if all(type(item) is dict and "key" not in item for item in items):
                folded = [fold(item, (*route, i), place_text, depth + 1) for i, item in enumerate(items)]
        elif type_ == "MAP" and type(items := value.get("map")) is list and items:
            folded = fold_list(items, route, place_text, depth + 1)
            folded = NOT_FOLDED if "$raw" in folded else folded
    return {"$raw": plain(value)} if folded is NOT_FOLDED else folded


def fold_scalar(type_: str, text: str, route: Route, place_text: PlaceText) -> Any:
    """A parameter that holds one text, if its type lets that text stand for itself."""
    if type_ == "TEMPLATE":
        return place_text(route, text)
    if type_ == "BOOLEAN" and text in FLAGS:
        return FLAGS[text]
    if type_ == "INTEGER" and INTEGER.fullmatch(text):
        return int(text)
    if type_ in REFERENCES:
        return {REFERENCES[type_]: text}
    return NOT_FOLDED


def writable_keys(keys: Iterable[str]) -> bool:
    """Whether keys can be written in a mapping, where YAML wants them short, and will not be taken for one of ours."""
    return all(0 < len(key) <= MAX_KEY and key[0] != "$" for key in keys)


def plain(value: Any, depth: int = 0) -> Any:
    """Any JSON value as YAML can hold it."""
    if type(value) is dict:
        if not writable_keys(value) or depth > MAX_LEVELS:
            return {"$json": dumped(value)}
        return {key: plain(item, depth + 1) for key, item in value.items()}
    if type(value) is list:
        return [plain(item, depth + 1) for item in value] if depth <= MAX_LEVELS else {"$json": dumped(value)}
    if type(value) is int and abs(value) >= 10**MAX_DIGITS:
        return {"$json": dumped(value)}
    return value


def dumped(value: Any) -> str:
    """A value as JSON text that does not depend on the order of its keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def alike(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same; unlike `==`, a 1 is neither true nor 1.0."""
    return dumped(one) == dumped(other)


def decode(kind: str, item: Any, read_text: ReadText) -> tuple[str, Body]:
    """The name and the body of one entity as the specs write it. Raises `Mistake`."""
    if type(item) is str and kind == "builtInVariable":
        return item, {"type": type_of_name(item)}
    if type(item) is not dict:
        raise Mistake("an entity is a mapping", (), "start it with: - name: ...")
    body = decode_object(KINDS[kind], item, (), read_text)
    if type(body) is not dict:
        raise Mistake("an entity is a mapping", ())
    if kind == "gtagConfig":
        return google_tag_name(body), body
    name = body.pop("name", None)
    if type(name) is not str or not name:
        raise Mistake("the entity has no name" if name is None else "the name is not text", ("name",))
    return name, body


def decode_object(schema: str, value: Body, route: Route, read_text: ReadText) -> Any:
    """An object of a schema from its readable form."""
    if special(value) is not None:
        return unplain(value, route, read_text)
    fields = SCHEMAS[schema]
    return {key: decode_field(fields.get(key, ""), item, (*route, key), read_text) for key, item in value.items()}


def decode_field(kind: str, value: Any, route: Route, read_text: ReadText) -> Any:
    """One field of an object from its readable form."""
    if kind == "Parameter":
        return unfold(value, route, read_text)
    if kind == "[Parameter]":
        return unfold_list(value, route, read_text)
    inner = kind.strip("[]")
    if inner in SCHEMAS and kind[0] == "[" and type(value) is list:
        if all(type(item) is dict for item in value):
            return [decode_object(inner, item, (*route, i), read_text) for i, item in enumerate(value)]
    elif inner in SCHEMAS and type(value) is dict:
        return decode_object(inner, value, route, read_text)
    return unplain(value, route, read_text)


def special(value: Any) -> str | None:
    """The key that gives a mapping its own meaning, if it has one."""
    if type(value) is dict and len(value) == 1:
        key: str = next(iter(value))
        return key if key[:1] == "$" else None
    return None


def unfold_list(value: Any, route: Route, read_text: ReadText) -> Any:
    """Parameters from a mapping by key."""
    if type(value) is not dict or special(value) in ("$raw", "$json"):
        raw = value["$raw"] if special(value) == "$raw" else value
        return unplain(raw, (*route, "$raw") if raw is not value else route, read_text)
    result = []
    for key, item in value.items():
        parameter = unfold(item, (*route, key), read_text)
        if type(parameter) is not dict or "key" in parameter:
            raise Mistake("a raw parameter is a mapping, and its key stands before it", (*route, key))
        result.append({**parameter, "key": key})
    return parameters(result, 0)


def unfold(value: Any, route: Route, read_text: ReadText) -> Any:
    """A parameter, without its key, from a plain value."""
    if type(value) is bool:
        return {"type": "BOOLEAN", "value": "true" if value else "false"}
    if value is None or type(value) is str:
        return {"type": "TEMPLATE"} if value is None else {"type": "TEMPLATE", "value": value}
    if type(value) is int:
        return {"type": "INTEGER", "value": str(value)}
    if type(value) is float:
        raise Mistake("a parameter holds text, a whole number, true or false, a list or a mapping", route, "quote it")
    if type(value) is list:
        items = [unfold(item, (*route, i), read_text) for i, item in enumerate(value)]
        return {"type": "LIST", "list": items} if items else {"type": "LIST"}
    key = special(value)
    if key in ("$trigger", "$tag"):
        return unfold_reference(key, value[key], route)
    if key == "$raw":
        return unplain(value["$raw"], (*route, "$raw"), read_text)
    if key is not None:
        found = unplain(value, route, read_text)
        return {"type": "TEMPLATE", "value": found} if key == "$file" else found
    map_ = unfold_list(value, route, read_text)
    return {"type": "MAP", "map": map_} if map_ else {"type": "MAP"}


def unfold_reference(key: str, name: Any, route: Route) -> Body:
    """A parameter that refers to a trigger or a tag."""
    if type(name) is not str:
        raise Mistake(f'"{key}" takes a name', (*route, key))
    return {"type": next(type_ for type_, known in REFERENCES.items() if known == key), "value": name}


def unplain(value: Any, route: Route, read_text: ReadText) -> Any:
    """A JSON value from its YAML form."""
    if type(value) is list:
        return [unplain(item, (*route, i), read_text) for i, item in enumerate(value)]
    if type(value) is not dict:
        return value
    key = special(value)
    if key is None:
        if reserved := [name for name in value if name[:1] == "$"]:
            raise Mistake(f'"{reserved[0]}" stands alone in its mapping', (*route, reserved[0]))
        return {name: unplain(item, (*route, name), read_text) for name, item in value.items()}
    content = value[key]
    if key not in ("$file", "$json") or type(content) is not str:
        raise Mistake(f'"{key}" {"takes a text" if key in ("$file", "$json") else "is not known here"}', (*route, key))
    if key == "$file":
        try:
            return read_text(content)
        except Mistake as mistake:
            raise Mistake(mistake.message, (*route, key), mistake.help) from None
    return unjson(content, (*route, key))


def unjson(text: str, route: Route) -> Any:
    """The value of a JSON text in the specs."""
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        raise Mistake("the text is not JSON that can be kept", route) from None
    if is_deep(value):
        raise Mistake(f"the JSON is nested more than {MAX_DEPTH} levels deep", route)
    return value
