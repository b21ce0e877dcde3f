"""The texts inside plain data."""

from __future__ import annotations

from typing import Any

from govern.core.report import Route

MAX_DEPTH = 60

NESTING = (dict, list)
"""What may hold texts. As a tuple: `dict | list` would be put together anew for each value."""


def texts(value: Any, route: Route = ()) -> list[tuple[Route, str]]:
    """Every text inside a value and the way to it."""
    found: list[tuple[Route, str]] = [(route, value)] if isinstance(value, str) else []
    collect(value, route, MAX_DEPTH, found)
    return found


def collect(value: Any, route: Route, deep: int, found: list[tuple[Route, str]]) -> None:
    """Add the texts inside a list or an object, down to a depth."""
    if deep == 0:
        return
    for step, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if isinstance(item, str):
            found.append(((*route, step), item))
        elif isinstance(item, NESTING):
            collect(item, (*route, step), deep - 1, found)
