"""The texts inside plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.core.report import Route

MAX_DEPTH = 60


def texts(value: Any, route: Route = (), depth: int = 0) -> Iterator[tuple[Route, str]]:
    """Every text inside a value and the way to it."""
    if isinstance(value, str):
        yield route, value
    if depth == MAX_DEPTH:
        return
    for step, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if isinstance(item, str):
            yield (*route, step), item
        elif isinstance(item, dict | list):
            yield from texts(item, (*route, step), depth + 1)
