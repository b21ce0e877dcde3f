"""One value against what is known of its field: its type, its pattern, the values it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govern.captures.bodies.event import ABSENT, Complaint, either, level, misfit, shown, type_name
from govern.captures.bodies.products import rows
from govern.core.report import Route

if TYPE_CHECKING:
    from govern.platforms.facts import Value


def typed(fact: Value, value: Any, route: Route, verified: bool, loose: bool = False) -> Iterator[Complaint]:
    """One value against its type, its pattern and its values; on the values nobody insists where it is `loose`."""
    name, type = fact.name, fact.type
    wanted, sure = strictly(fact, value)
    if wanted:
        yield Complaint(route, f"{name} is {shown(value)}, expected {wanted}", level(verified and sure))
        return
    if fact.pattern and not isinstance(value, list | dict) and not re.search(fact.pattern, str(value)):
        wanted = fact.format or f"the form {fact.pattern}"
        nearly = re.search(fact.pattern, str(value).upper()) is not None
        yield Complaint(
            route,
            f"{name} is {shown(value)}, expected {wanted}",
            level(verified and fact.pattern_verified and not nearly),
        )
    if type == "url" and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", str(value)):
        yield Complaint(route, f"{name} is {shown(value)}, expected an address with https://", "warning")
    values = fact.values
    if values and not isinstance(value, list | dict) and value not in values:
        yield Complaint(route, f"{name} is {shown(value)}, expected {either(values)}", level(verified and not loose))
    if type in ("array<object>", "array<item>") and isinstance(value, list):
        yield from rows(fact, value, route, verified)
    if type == "array<string>" and isinstance(value, list):
        yield from texts(fact, value, route, verified)


def texts(fact: Value, value: list[Any], route: Route, verified: bool) -> Iterator[Complaint]:
    """The entries of a list of texts."""
    for position, one in enumerate(value):
        plain = isinstance(one, str) or (
            isinstance(one, int | float) and not isinstance(one, bool) and not fact.as_text
        )
        if not plain:
            sure = verified and isinstance(one, dict)
            yield Complaint((*route, position), f"{fact.name} holds {type_name(one)}, expected texts", level(sure))


def strictly(fact: Value, value: Any) -> tuple[str, bool]:
    """What a value should be instead, and whether that is as sure as the fact; an empty text where it fits.

    Where nobody has told that a platform reads the other kind, a list of one is still a list.
    """
    if wanted := misfit(fact.type, value):
        return wanted, True
    many = fact.type.startswith("array")
    if fact.as_text and not many and not isinstance(value, str):
        return "a text", fact.as_text_verified
    if fact.as_number and isinstance(value, str):
        return "a number without quotes", fact.as_number_verified
    if fact.type == "array<string>" and not isinstance(value, list) and not fact.one_taken:
        return "a list", False
    return "", True


def says_nothing(fact: Value, value: Any) -> bool:
    """Whether a field holds nothing whose form could be wrong: it is absent, null, or an empty text where texts stand."""
    empty = value is None or (value == "" and misfit(fact.type, value) is None)
    return value is ABSENT or (empty and not fact.as_text)
