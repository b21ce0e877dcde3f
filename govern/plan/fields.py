"""Where two bodies differ, by the smallest field that says it: parameters by key, names as sets, rows by their place.

Routes and values are meant for people: `("parameter", "eventName")` leads from `"Buy"` to `"Purchase"`, whatever Tag
Manager wraps around the two texts. What the short form would hide, such as a parameter's type, has a route of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from typing import Any

from govern.core.report import FieldChange, Route
from govern.gtm.container import MAX_DEPTH, TRIGGER_LISTS
from govern.gtm.schema import SCHEMAS

CONTENT = frozenset(("value", "map", "list"))
"""The keys under which a parameter holds what it is about, one of them at a time."""

WRAPPING = frozenset(("type", "key"))
MAX_ALIGNED = 250_000
"""Rows of one side times rows of the other, up to which inserted rows are told from changed ones."""

FIELDS = {
    schema: {**fields, **dict.fromkeys(TRIGGER_LISTS.get(schema, {}).values(), "[text]")}
    for schema, fields in SCHEMAS.items()
}
"""The fields of each schema, with the lists that only our form has."""


def between(kind: str, before: Any, after: Any, route: Route = (), depth: int = 0) -> Iterator[FieldChange]:
    """The differences between two values in canonical form. `kind` is a schema, a kind of field, or empty."""
    if before == after:
        return
    if depth <= MAX_DEPTH:
        if type(before) is dict and type(after) is dict:
            inside = parameter if kind == "Parameter" else members
            yield from inside(kind, before, after, route, depth)
            return
        if type(before) is list and type(after) is list:
            yield from items(kind, before, after, route, depth)
            return
    yield FieldChange(route, shown(kind, before), shown(kind, after))


def members(
    kind: str, before: dict[str, Any], after: dict[str, Any], route: Route, depth: int
) -> Iterator[FieldChange]:
    """The differences between two objects; the type comes first, since it says what the rest means."""
    fields = FIELDS.get(kind, {})
    for key in sorted(before.keys() | after.keys(), key=lambda key: (key != "type", key)):
        field = fields.get(key, "")
        if key in before and key in after:
            yield from between(field, before[key], after[key], (*route, key), depth + 1)
        elif field == "[Parameter]" and keyed(given := before.get(key, after.get(key))) and given:
            sides = by_key(before.get(key, [])), by_key(after.get(key, []))
            yield from by_name("Parameter", *sides, (*route, key), depth + 1)
        else:
            yield FieldChange((*route, key), shown(field, before.get(key)), shown(field, after.get(key)))


def by_name(
    kind: str, before: dict[str, Any], after: dict[str, Any], route: Route, depth: int
) -> Iterator[FieldChange]:
    """The differences between two mappings whose values are all of one kind."""
    for key in sorted(before.keys() | after.keys()):
        if key in before and key in after:
            yield from between(kind, before[key], after[key], (*route, key), depth + 1)
        else:
            yield FieldChange((*route, key), shown(kind, before.get(key)), shown(kind, after.get(key)))


def parameter(
    kind: str, before: dict[str, Any], after: dict[str, Any], route: Route, depth: int
) -> Iterator[FieldChange]:
    """The differences between two parameters: the content under the parameter's own route, the rest below it."""
    if before.keys() & CONTENT != after.keys() & CONTENT:
        yield FieldChange(route, shown(kind, before), shown(kind, after))
        return
    for key in sorted(before.keys() | after.keys()):
        step = route if key in CONTENT else (*route, key)
        if key in before and key in after:
            yield from between(FIELDS[kind].get(key, ""), before[key], after[key], step, depth + 1)
        else:
            yield FieldChange(step, before.get(key), after.get(key))


def items(kind: str, before: list[Any], after: list[Any], route: Route, depth: int) -> Iterator[FieldChange]:
    """The differences between two lists, according to what their order means."""
    inner = kind[1:-1]
    if inner == "Parameter" and keyed(before) and keyed(after):
        yield from by_name(inner, by_key(before), by_key(after), route, depth)
    elif inner == "text" or inner[:5] == "enum:":
        if sorted(map(identity, before)) != sorted(map(identity, after)):
            yield FieldChange(route, before, after)
    elif is_set(before, after, route):
        if sorted(map(identity, before)) != sorted(map(identity, after)):
            yield FieldChange(route, shown(kind, before), shown(kind, after))
    elif inner == "Condition":
        yield from conditions(before, after, route, depth)
    elif route[-1:] in NAMED_ROWS and sorted(map(identity, before)) == sorted(map(identity, after)) and apart(before):
        return
    else:
        yield from rows(inner, before, after, route, depth)


def is_set(before: list[Any], after: list[Any], route: Route) -> bool:
    """Whether the order of two lists means nothing: the members of a trigger group, the types of consent."""
    if route[-1:] == ("consentType",):
        return True
    return all(type(item) is dict and item.get("type") == "TRIGGER_REFERENCE" for item in (*before, *after))


NAMED_ROWS = {("eventSettingsTable",), ("configSettingsTable",), ("userProperties",), ("eventParameters",)}
"""The tables whose rows are parameters by name."""


def apart(table: list[Any]) -> bool:
    """Whether no two rows of a table give the same name, of which the last would count."""
    cells = [by_key(row["map"]) for row in table if type(row) is dict and keyed(row.get("map"))]
    names = {identity(cell) for row in cells if (cell := row.get("parameter") or row.get("name")) is not None}
    return len(names) == len(table)


def keyed(values: Any) -> bool:
    """Whether a list holds parameters that all have a key of their own."""
    if type(values) is not list:
        return False
    keys = {value["key"] for value in values if type(value) is dict and type(value.get("key")) is str}
    return len(keys) == len(values)


def by_key(values: Any) -> dict[str, Any]:
    """Parameters by their key."""
    return {value["key"]: value for value in values}


def conditions(before: list[Any], after: list[Any], route: Route, depth: int) -> Iterator[FieldChange]:
    """The differences between two filters. All conditions must hold, so their order means nothing."""
    equal = matched(before, after, identity, range(len(before)), range(len(after)))
    olds = [at for at in range(len(before)) if at not in equal]
    news = [at for at in range(len(after)) if at not in equal.values()]
    pairs = matched(before, after, subject, olds, news)
    others = zip_longest([at for at in olds if at not in pairs], [at for at in news if at not in pairs.values()])
    for at, other in (*pairs.items(), *others):
        if other is None:
            yield FieldChange((*route, at), shown("Condition", before[at]), None)
        elif at is None:
            yield FieldChange((*route, other), None, shown("Condition", after[other]))
        else:
            yield from between("Condition", before[at], after[other], (*route, other), depth + 1)


def matched(
    before: list[Any], after: list[Any], key: Callable[[Any], str], olds: Iterable[int], news: Iterable[int]
) -> dict[int, int]:
    """The places of items that have the same key, each item with one other."""
    free: dict[str, list[int]] = {}
    for at in news:
        free.setdefault(key(after[at]), []).append(at)
    return {at: found.pop(0) for at in olds if (found := free.get(key(before[at])))}


def subject(condition: Any) -> str:
    """What a condition asks about, for pairing the old form of a condition with the new one."""
    parameters: Any = condition.get("parameter") if type(condition) is dict else None
    asked = by_key(parameters).get("arg0") if keyed(parameters) else None
    return identity(asked if asked is not None else condition)


def identity(value: Any) -> str:
    """A text that two values share when they are equal."""
    return ENCODER.encode(value)


ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, check_circular=False)


def rows(kind: str, before: list[Any], after: list[Any], route: Route, depth: int) -> Iterator[FieldChange]:
    """The differences between two lists whose order has a meaning: rows inserted, removed and changed."""
    start, shorter = 0, min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        start += 1
    tail = 0
    while tail < shorter - start and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    for lows, highs in blocks(before[start : len(before) - tail], after[start : len(after) - tail]):
        olds, news = range(start + lows[0], start + lows[1]), range(start + highs[0], start + highs[1])
        for at, other in zip_longest(olds, news):
            if other is None:
                yield FieldChange((*route, at), shown(kind, before[at]), None)
            elif at is None:
                yield FieldChange((*route, other), None, shown(kind, after[other]))
            else:
                yield from between(kind, before[at], after[other], (*route, other), depth + 1)


def blocks(before: list[Any], after: list[Any]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The stretches of two lists that do not correspond."""
    if min(len(before), len(after)) < 2 or len(before) * len(after) > MAX_ALIGNED:
        yield (0, len(before)), (0, len(after))
        return
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, list(map(identity, before)), list(map(identity, after)), autojunk=False)
    for tag, low, high, after_low, after_high in matcher.get_opcodes():
        if tag != "equal":
            yield (low, high), (after_low, after_high)


def shown(kind: str, value: Any, depth: int = 0) -> Any:
    """A value as people read it: parameters as their content, lists of keyed parameters as a mapping."""
    if depth > MAX_DEPTH:
        return value
    if type(value) is list:
        inner = kind[1:-1]
        if inner == "Parameter" and value and keyed(value):
            return {item["key"]: shown(inner, item, depth + 1) for item in value}
        return [shown(inner, item, depth + 1) for item in value] if inner in FIELDS else value
    if type(value) is not dict:
        return value
    if kind != "Parameter":
        fields = FIELDS.get(kind)
        return value if fields is None else {k: shown(fields.get(k, ""), item, depth + 1) for k, item in value.items()}
    content = value.keys() & CONTENT
    if "type" not in value or len(content) != 1 or value.keys() - content - WRAPPING:
        return value
    only = content.pop()
    inner = value[only]
    if only == "value" or type(inner) is not list:
        return inner
    if only == "map":
        return shown("[Parameter]", inner, depth + 1) if keyed(inner) and inner else value
    return [shown("Parameter", item, depth + 1) for item in inner]
