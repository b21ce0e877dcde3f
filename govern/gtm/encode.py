"""A container's entities as the specs write them, in the readable form that `code.py` tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from govern.core.regex import regex
from govern.core.report import Route
from govern.gtm.code import REFERENCES, Mistake, alike, dumped, type_of_name
from govern.gtm.container import Body, parameters
from govern.gtm.decode import decode
from govern.gtm.schema import KINDS, SCHEMAS

FIRST = ("name", "type", "firingTrigger", "blockingTrigger", "customEventFilter", "filter", "autoEventFilter")

LAST = ("parameter", "templateData")
"""What people look for first and last; all other fields stand between, by name."""

INTEGER = regex(r"0|-?[1-9][0-9]{0,14}")

FLAGS = {"true": True, "false": False}

NOT_FOLDED = object()

MAX_DIGITS = 300

MAX_KEY = 100

MAX_LEVELS = 20
"""How many levels are written out as YAML, which the reader of spec files limits too; what lies deeper is JSON text."""

PlaceText = Callable[[Route, str], Any]
"""Where a text goes: itself, or `{"$file": path}` when it was put beside the spec file."""


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
