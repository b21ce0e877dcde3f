"""A container's entities from their readable form in the specs, which `code.py` tells."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from govern.core.report import Route
from govern.gtm.code import REFERENCES, Mistake, special, type_of_name
from govern.gtm.container import MAX_DEPTH, Body, google_tag_name, is_deep, parameters
from govern.gtm.schema import KINDS, SCHEMAS

ReadText = Callable[[str], str]
"""The text of a side file; raises `Mistake`."""


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
