"""Whether a value is what a parameter says it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from govern.core.regex import regex
from govern.signals.parameters import KIND_OF
from govern.spec.base import DAY, EMAIL, URL
from govern.spec.pattern import matcher
from govern.spec.sections.events import EventParameter, Parameter

ISO_TIME = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[-+][0-9]{2}:?[0-9]{2})?")
CURRENCY = regex(r"[A-Z]{3}")
BARE = regex(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
"""A text that is a number and nothing else."""


def text(accepts: Callable[[str], Any]) -> Callable[[Any], bool]:
    """Texts of some form."""
    return lambda value: type(value) is str and bool(accepts(value))


def is_number(value: Any) -> bool:
    return type(value) in (int, float)


def is_items(value: Any) -> bool:
    return type(value) is list and all(type(item) is dict for item in value)


TYPES: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "string": ("a text", lambda value: type(value) is str),
    "integer": ("a whole number", lambda value: type(value) is int),
    "number": ("a number", is_number),
    "boolean": ("true or false", lambda value: type(value) is bool),
    "money": ("a number in major units, without a symbol", is_number),
    "currency": ("three capital letters such as EUR", text(CURRENCY.fullmatch)),
    "email": ("an e-mail address", text(EMAIL.accepts)),
    "phone": ("a text with a phone number", text(lambda value: sum(map(str.isdigit, value)) >= 5)),
    "url": ("a URL that starts with https:// or http://", text(URL.accepts)),
    "timestamp": (
        "a time as 2027-01-31T12:00:00Z or as a number since 1970",
        lambda value: is_number(value) or text(ISO_TIME.fullmatch)(value),
    ),
    "date": ("a day as YYYY-MM-DD", text(DAY.accepts)),
    "items": ("a list of mappings", is_items),
    "list": ("a list", lambda value: type(value) is list),
    "object": ("a mapping", lambda value: type(value) is dict),
}


def expectation(parameter: Parameter | EventParameter, value: Any) -> str:
    """What would have fitted; empty when the value does, or when the parameter does not say."""
    if parameter.type is not None:
        expected, accepts = TYPES[parameter.type]
        if not accepts(value):
            return expected
    if parameter.values and not any(value == one and type(value) is type(one) for one in parameter.values):
        return "one of " + ", ".join(f'"{one}"' if type(one) is str else str(one) for one in parameter.values)
    if parameter.pattern is not None and type(value) is str and not matches(parameter.pattern, value):
        return f"a text that matches {parameter.pattern}"
    return ""


def quotes(parameter: Parameter | EventParameter, value: Any) -> str:
    """The next step where a value would fit but for its quotes; empty where it is another mistake."""
    wanted = KIND_OF.get(parameter.type or "", "")
    if wanted == "text" and is_number(value):
        return "put quotes around it, or correct the type"
    if type(value) is not str:
        return ""
    bare = value in ("true", "false") if wanted == "yes or no" else wanted == "number" and BARE.fullmatch(value)
    return "take the quotes away, or correct the type" if bare else ""


def matches(expression: str, value: str) -> bool:
    """Whether a text matches a user's expression. One that cannot be read matches everything."""
    found = matcher(expression)
    return found is None or found(value)
