"""Whether a body has what the description of its API has: a name or a type besides makes the platform refuse the whole request.

Bodies are read as the JSON form of protocol buffers is: names in either spelling, whole numbers also as texts, words of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govern.captures.bodies.event import EMPTY, Complaint, either, misfit, shown, type_name
from govern.captures.bodies.times import moment
from govern.core.report import Route
from govern.payloads.forms import Form

if TYPE_CHECKING:
    from govern.platforms import Platform


def described(platform: Platform, form: Form, body: dict[str, Any]) -> Iterator[Complaint]:
    """What in a body the description has not."""
    schema = form.schema
    yield from inside(platform, form, next(iter(schema)), body, ())
    events = body.get("events")
    people = (
        [event for event in events if isinstance(event, dict) and event.get("userData")]
        if isinstance(events, list)
        else []
    )
    if people and "encoding" in schema[next(iter(schema))] and body.get("encoding") in EMPTY:
        message = f'"encoding" is missing, {platform.name} requires it where events say who it was'
        yield Complaint((), message, "error", "missing")


def inside(platform: Platform, form: Form, kind: str, value: Any, route: Route) -> Iterator[Complaint]:
    """One object: its names, and what they hold."""
    if not isinstance(value, dict):
        yield Complaint(route, f"{named(route)} is {type_name(value)}, expected an object")
        return
    yield from lacking(platform, form, kind, value, route)
    for key, inner in value.items():
        holds = form.schema[kind].get(key) or form.schema[kind].get(camel(key))
        if holds is None:
            yield Complaint(
                (*route, key), f'"{key}" is not a field that {platform.name} knows there, it refuses the request'
            )
        elif inner is not None:
            yield from held(platform, form, holds.rstrip("!"), inner, (*route, key))


def lacking(platform: Platform, form: Form, kind: str, value: dict[str, Any], route: Route) -> Iterator[Complaint]:
    """What an object has to have and does not, and of which fields it has to have one."""
    there = {key for key in form.schema[kind] if value.get(key) not in EMPTY or value.get(snake(key)) not in EMPTY}
    missing = [key for key, known in form.schema[kind].items() if known.endswith("!") and key not in there]
    if missing:
        names = ", ".join(f'"{key}"' for key in missing)
        are, them = ("are", "them") if missing[1:] else ("is", "it")
        yield Complaint(route, f"{names} {are} missing, {platform.name} requires {them}", "error", "missing")
    one_of = form.one_of.get(kind, ())
    if one_of and there.isdisjoint(one_of):
        message = f"{either(one_of)} is missing, {platform.name} requires one of them"
        yield Complaint(route, message, "warning" if kind == "Item" else "error", "missing")


def held(platform: Platform, form: Form, kind: str, value: Any, route: Route) -> Iterator[Complaint]:
    """What a field holds: one value, or a list of such."""
    if kind.startswith("["):
        if not isinstance(value, list):
            yield Complaint(route, f"{named(route)} is {shown(value)}, expected a list")
            return
        for position, one in enumerate(value):
            yield from held(platform, form, kind.strip("[]"), one, (*route, position))
    elif kind in form.schema:
        yield from inside(platform, form, kind, value, route)
    elif kind != "any" and (wanted := wrong(kind, value)):
        yield Complaint(route, f"{named(route)} is {shown(value)}, expected {wanted}")


def wrong(kind: str, value: Any) -> str:
    """What a single value should be instead; empty where it is all right."""
    match kind:
        case "text":
            return "" if isinstance(value, str) else "a text"
        case "boolean":
            return "" if isinstance(value, bool) else "true or false"
        case "time":
            right = isinstance(value, str) and moment(value) is not None and re.search(r"(Z|[+-]\d\d:\d\d)$", value)
            return "" if right else "a time with its zone, such as 2026-11-30T12:00:00Z"
        case "number" | "integer":
            return misfit(kind, value) or ""
        case _ if kind.startswith("~"):
            right = isinstance(value, str) and re.fullmatch(kind[1:], value)
            return "" if right or value in EMPTY else f"the form {kind[1:]}"
        case _:
            words = kind.split("|")
            return "" if value in words else either(words)


def camel(key: str) -> str:
    """A field's name as JSON has it."""
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), key)


def snake(key: str) -> str:
    """A field's name as the libraries have it."""
    return re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", key)


def named(route: Route) -> str:
    """What a message calls the value at the end of a route."""
    return str(next((step for step in reversed(route) if isinstance(step, str)), "the request"))
