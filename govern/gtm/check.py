"""Whether Tag Manager would take a container: every field of every entity against Google's own tables.

Unknown fields are not mistakes, since Google adds some every year; a known field with the wrong kind of value is. Absent
fields are not mistakes either, except a type where entities of the kind have one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.core.memo import memo
from govern.core.regex import regex
from govern.core.report import Route
from govern.gtm.container import (
    MAX_DEPTH,
    OWN_SETTINGS,
    REFERENCES,
    TRIGGER_LISTS,
    Body,
    Container,
    Fault,
    canonical,
    is_deep,
    label,
)
from govern.gtm.schema import ENUMS, KINDS, SCHEMAS

DIGITS = regex(r"-?[0-9]{1,19}")
PRESENTABLE = regex(r"[\w .-]{1,30}")

Complaint = tuple[Route, str, str]
"""The way to a value, what is wrong with it (to be read after the name of the thing), and what to do."""


def canonical_schemas() -> dict[str, dict[str, str]]:
    """Google's tables with the fields of our form; where one of those has no meaning it may hold nothing at all."""
    schemas = {name: dict(fields) for name, fields in SCHEMAS.items()}
    for name in (*KINDS.values(), "ZoneBoundary"):
        lists = TRIGGER_LISTS.get(name, {}).values()
        schemas[name].update({key: "[text]" if key in lists else "nothing" for key in REFERENCES - {"folder"}})
        schemas[name]["folder"] = "nothing" if name == "ZoneBoundary" else "text"
    return schemas


FIELDS = canonical_schemas()
"""By schema, what every field holds; the words are those of `gtm_schema`."""


@memo
def validate(container: Container) -> tuple[Fault, ...]:
    """All that keeps Tag Manager from importing a container: what the reader found, and what a deeper look finds.

    The rules ask, and so does rendering; a container is looked through once.
    """
    return tuple(find_problems(container))


def find_problems(container: Container) -> Iterator[Fault]:
    """What `validate` remembers."""
    yield from container.problems
    for kind, bodies in container.entities.items():
        for name, body in bodies.items():
            entity = label(kind, name)
            for route, says, help in check(kind, body):
                yield Fault(f"{entity} {says}", entity, route, help)
    for route, says, help in check_settings(container.settings):
        yield Fault(f"the container {says}", "", ("settings", *route), help)


def check(kind: str, body: Body) -> Iterator[Complaint]:
    """What is wrong with one entity. It is put in canonical form, in which places are told, only where something is wrong:
    a field that is right in one form is right in the other."""
    schema = KINDS.get(kind)
    if schema is None:
        return
    if "type" in FIELDS[schema] and "type" not in body:
        yield (), "has no type", ""
    found: list[Complaint] = []
    check_object(schema, body, (), 0, found)
    if found:
        found.clear()
        check_object(schema, canonical(kind, body), (), 0, found)
        yield from found


def check_settings(settings: Body) -> list[Complaint]:
    """What is wrong with the fields of the container itself and of its version."""
    own = {key: value for key, value in settings.items() if key not in OWN_SETTINGS}
    found: list[Complaint] = []
    check_object("Container", own, (), 0, found)
    for key in OWN_SETTINGS:
        value = settings.get(key, {})
        if type(value) is not dict:
            found.append(wrong((key,), value, "an object"))
        elif key == "version":
            found.extend(
                ((key, name), f'has "{key}.{name}", which is not a field of a version alone', "")
                for name in value
                if name in KINDS or name == "container"
            )
            check_object("ContainerVersion", value, (key,), 0, found)
        elif key == "entities":
            check_object("Container", value, (key,), 0, found)
        elif is_deep(value):
            found.append(((key,), f"is nested more than {MAX_DEPTH} levels deep", ""))
    return found


def check_object(schema: str, value: dict[str, Any], route: Route, depth: int, found: list[Complaint]) -> None:
    """Add what is wrong with one object of a schema."""
    if depth > MAX_DEPTH:
        found.append((route, f"is nested more than {MAX_DEPTH} levels deep", ""))
        return
    fields = FIELDS[schema]
    for key, item in value.items():
        kind = fields.get(key)
        if kind == "text" and type(item) is str:
            continue
        if kind is not None:
            check_field(kind, item, (*route, key), depth, found)
        elif type(item) in (dict, list) and is_deep(item, depth):
            found.append(((*route, key), f"is nested more than {MAX_DEPTH} levels deep", ""))


def check_field(kind: str, value: Any, route: Route, depth: int, found: list[Complaint]) -> None:
    """Add what is wrong with one value."""
    if kind[0] == "[":
        check_list(kind[1:-1], value, route, depth, found)
    elif kind in FIELDS:
        if type(value) is not dict:
            found.append(wrong(route, value, "an object"))
            return
        check_object(kind, value, route, depth + 1, found)
    elif kind[:5] == "enum:":
        if type(value) is not str or value not in SPELLINGS[kind[5:]]:
            found.append(not_among(kind[5:], value, route))
    elif kind == "nothing":
        found.append((route, f'has a field "{at(route)}", which Tag Manager does not have', ""))
    elif not SCALARS[kind][0](value):
        found.append(wrong(route, value, SCALARS[kind][1]))


def check_list(kind: str, value: Any, route: Route, depth: int, found: list[Complaint]) -> None:
    """Add what is wrong with a list of values."""
    if type(value) is not list:
        found.append(wrong(route, value, "a list"))
        return
    for index, item in enumerate(value):
        if (
            kind == "Parameter"
            and type(item) is dict
            and len(item) == 3
            and item.get("type") == "TEMPLATE"
            and type(item.get("value")) is str
            and type(item.get("key")) is str
        ):
            continue  # a parameter that holds a text, as nearly all do: nothing can be wrong with it
        check_field(kind, item, (*route, index), depth + 1, found)


SCALARS: dict[str, tuple[Any, str]] = {
    "text": (lambda value: type(value) is str, "text"),
    "digits": (lambda value: type(value) is str and DIGITS.fullmatch(value) is not None, "a whole number as text"),
    "integer": (lambda value: type(value) is int and -(2**31) <= value < 2**31, "a whole number"),
    "boolean": (lambda value: type(value) is bool, "true or false"),
}
"""What plain values pass, and what messages call them."""


SPELLINGS = {name: frozenset((*spellings, *spellings.values())) for name, spellings in ENUMS.items()}
"""The values of each enumeration, as the API writes them and as exports do."""


def not_among(name: str, value: Any, route: Route) -> Complaint:
    """The complaint about a value that is not one of an enumeration."""
    if type(value) is not str:
        return wrong(route, value, "text")
    near = nearest(value, list(ENUMS[name].values()))
    help = f"did you mean {near}?" if near else ""
    return route, f'has "{at(route)}": {shown(value)}, which Tag Manager does not know', help


def wrong(route: Route, value: Any, expected: str) -> Complaint:
    """The complaint about a value that is not of the kind which Tag Manager expects there."""
    return route, f'has "{at(route)}": {shown(value)}, expected {expected}', ""


def at(route: Route) -> str:
    """A route as messages write it: `parameter[2].value`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in route)
    return text.removeprefix(".")


def shown(value: Any) -> str:
    """A value as messages show it: short words and numbers, else its kind, for a long text may be a secret."""
    if type(value) is str:
        return f'"{value}"' if PRESENTABLE.fullmatch(value) or not value else "a long text"
    if type(value) is bool or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if type(value) in (int, float):
        return str(value) if abs(value) < 1e15 else "a very large number"
    return "a list" if type(value) is list else "an object"


def nearest(value: str, known: list[str]) -> str:
    """The known value that was probably meant; empty if none is close."""
    from difflib import get_close_matches

    found = get_close_matches(value[:80].upper(), known, 1, 0.6)
    return found[0] if found else ""
