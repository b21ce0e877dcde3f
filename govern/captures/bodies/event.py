"""One event in a body, and how the parts of the check speak of it: complaints, levels, values as messages show them."""

from __future__ import annotations

from functools import cache, cached_property
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Route
from govern.payloads.forms import Form

if TYPE_CHECKING:
    from govern.platforms import Platform
    from govern.platforms.facts import EnvelopeField

ABSENT: Any = object()
EMPTY: tuple[Any, ...] = (ABSENT, None, "", [], {})
NUMBER = regex(r"-?[0-9]+(\.[0-9]+)?")


About = Literal["form", "missing", "hash", "nobody", "name", "limit", "age", "unit", "test", "plain"]
"""What a complaint is about: a value's form, something that is missing, how a match key is hashed, that nobody can be matched,
the event's name, a limit, how old the event is, the unit of a time, a test, personal data in clear."""


class Complaint(Record):
    """What is wrong in a body, and the way to it."""

    route: Route
    message: str
    level: Literal["error", "warning"] = "error"
    about: About = "form"


class Event:
    """One event in a body."""

    def __init__(self, platform: Platform, form: Form, root: dict[str, Any], data: Any, route: Route) -> None:
        self.platform = platform
        self.form = form
        self.root = root
        self.data = data
        self.route = route
        self.memory: dict[Any, Any] = {}
        """The place of `memo`: many parts of the check ask the same."""

    def way(self, name: str) -> tuple[Any, Route]:
        """Where the way to a field of the facts starts, and the way in this form."""
        written = self.form.names.get(name, name)
        if written.startswith("..."):
            return self.root, steps(written[3:])
        return self.data, steps(written)

    def get(self, name: str) -> Any:
        """A field of the facts."""
        return at(*self.way(name))

    def route_of(self, name: str) -> Route:
        """The route to a field; to what is around it where it is missing is up to the reader."""
        start, way = self.way(name)
        return way if start is self.root and start is not self.data else (*self.route, *way)

    def follow(self, way: Route) -> tuple[Any, Route]:
        """The value at the end of a way, and its route."""
        if way[:1] == ("..",):
            return at(self.root, way[1:]), way[1:]
        return at(self.data, way), (*self.route, *way)

    @cached_property
    def name(self) -> str:
        """The platform's name for the event, empty where the form has none."""
        found = self.follow(self.form.event_name)[0] if self.form.event_name else ""
        return found if isinstance(found, str) else ""

    @memo
    def custom(self) -> tuple[dict[str, Any], Route]:
        """The event's own parameters."""
        found, route = self.follow(self.form.custom)
        return (found if isinstance(found, dict) else {}), route


def events_of(form: Form, body: dict[str, Any]) -> list[tuple[Any, Route]]:
    """The events and the ways to them."""
    if not form.events:
        return [(body, ())]
    found = at(body, form.events)
    return [(event, (*form.events, n)) for n, event in enumerate(found)] if isinstance(found, list) else []


def at(value: Any, way: Route) -> Any:
    """The value at the end of a way."""
    for step in way:
        there = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if not there and not (isinstance(value, dict) and step in value):
            return ABSENT
        value = value[step]
    return value


def level(verified: bool) -> Literal["error", "warning"]:
    """Only what was read at its source makes an error."""
    return "error" if verified else "warning"


@cache
def steps(written: str) -> Route:
    """A field as the way to it."""
    return tuple(written.split("."))


@memo
def fields(event: Event) -> tuple[tuple[EnvelopeField, Any], ...]:
    """What is known of each field of an event, and its value. An older form has the fields that are there, and a name."""
    found = ((fact, event.get(fact.name)) for fact in event.platform.envelope.values())
    if not event.form.legacy:
        return tuple(found)
    own = tuple(map(str, event.form.event_name))
    return tuple((fact, value) for fact, value in found if value is not ABSENT or event.way(fact.name)[1] == own)


def misfit(type: str, value: Any) -> str | None:
    """What a value should be instead, `None` where it fits. Platforms read numbers from texts, so texts of them fit."""
    number = number_in(value)
    scalar = isinstance(value, str | int | float) and not isinstance(value, bool)
    if type in ("number", "integer") and number is None:
        return "a number"
    if type == "integer" and number is not None and not number.is_integer():
        return "a whole number"
    if type in ("string", "enum", "url", "urn") and not scalar:
        return "a text"
    if type == "object" and not isinstance(value, dict):
        return "an object"
    if type == "boolean" and value not in (True, False, "true", "false"):
        return "true or false"
    if type in ("array<object>", "array<item>") and not isinstance(value, list):
        return "a list of objects"
    if type in ("array<string>", "array") and isinstance(value, dict | bool):
        return "a list"
    return None


def number_in(value: Any) -> float | None:
    """A number, also where it is written as a text; one that is larger than any that a program can hold, as `1e999`, is not one."""
    if isinstance(value, bool) or not (
        isinstance(value, int | float) or (isinstance(value, str) and NUMBER.fullmatch(value))
    ):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if isfinite(number) else None


def shown(value: Any) -> str:
    """A value for a message: what it is, not what it holds, unless that is short and plain."""
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 40 and value.isprintable() and "@" not in value else "a text"
    return (
        str(value).lower()
        if isinstance(value, bool)
        else str(value)
        if number_in(value) is not None
        else type_name(value)
    )


def type_name(value: Any) -> str:
    """What a JSON value is."""
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
    return kinds.get(
        type(value), "nothing" if value is None else "a number" if number_in(value) is not None else "too large"
    )


def either(values: Any) -> str:
    """Some of the allowed values."""
    shown = [str(value) for value in values]
    return ", ".join(shown[:-1]) + f" or {shown[-1]}" if len(shown) > 1 else shown[0]
