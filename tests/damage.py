"""Data with one node of it exchanged, for tests of what is read although it was damaged anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any


def nodes(value: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every node of a value."""
    yield route
    for step, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from nodes(item, (*route, step))


def damaged(value: Any, route: tuple[str | int, ...], other: Any) -> Any:
    """A copy with another value at one node."""
    copied = json.loads(json.dumps(value))
    node = copied
    for step in route[:-1]:
        node = node[step]
    node[route[-1]] = other
    return copied
