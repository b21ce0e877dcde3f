"""The texts inside plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.report import Route

MAX_DEPTH = 60


def texts(value: Any, route: Route = (), depth: int = 0) -> Iterator[tuple[Route, str]]:
    """Every text inside a value and the way to it."""
    if isinstance(value, str):
        yield route, value
    elif depth < MAX_DEPTH and isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, (*route, key), depth + 1)
    elif depth < MAX_DEPTH and isinstance(value, list):
        for position, item in enumerate(value):
            yield from texts(item, (*route, position), depth + 1)
