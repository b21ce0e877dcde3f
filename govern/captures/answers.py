"""What a platform answered: its own code where it says that something was refused, read as the senders read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.captures.request import inside
from govern.core.report import Route
from govern.payloads.answers import Answer
from govern.payloads.layout import layout

GOOD, SLOW = 200, 500
"""Milliseconds: what an answer should take, and from where on pages are left before a pixel was sent."""


def at_end(value: Any, way: Route) -> Iterator[Any]:
    """The values at the end of a way; `*` stands for every entry."""
    if not way:
        yield value
    elif way[0] == "*":
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from at_end(inner, way[1:])
    elif (found := inside(value, way[0])) is not None:
        yield from at_end(found, way[1:])


def error_in(key: str, answer: Any) -> str:
    """The platform's code for what it refused, be it a part of it; empty where it took the event, or said nothing."""
    module = layout(key)
    if module is None or not isinstance(answer, dict):
        return ""
    known = (module.ANSWER, *(other for other in vars(module).values() if isinstance(other, Answer)))
    return next(filter(None, (code_in(told, answer) for told in dict.fromkeys(known))), "")


def code_in(told: Answer, answer: dict[str, Any]) -> str:
    """The code, where an answer is read in one of the platform's ways."""
    good = next(at_end(answer, told.good), None) if told.good else None
    in_part = bool(told.failures) and next(at_end(answer, told.failures[:1]), None) is not None
    if not in_part and told.good and (str(good) in told.values if told.values else good is not None):
        return ""
    for way in told.code:
        for code in at_end(answer, way):
            if isinstance(code, str | int) and not isinstance(code, bool) and len(str(code)) <= 60:
                return str(code)
    return ""


def is_answer(data: Any) -> bool:
    """Whether data are what a platform answered, rather than an event."""
    return isinstance(data, dict) and bool(
        {"error", "errors"} & data.keys() or {"status", "errormessage"} <= data.keys()
    )
