"""Regular expressions in facts: ours are read by us, a team's may be anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any


def refused(pattern: str) -> str:
    """Why a regular expression is not used; empty when it is."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"cannot be read: {error}"
    return "repeats a repetition, so that a text could keep it busy forever" if repeats_twice(pattern) else ""


def repeats_twice(pattern: str) -> bool:
    """Whether a repetition without an end stands inside another, as in `(a+)+`."""
    _parser: Any = import_module("re._parser")

    def inside(node: Any, repeated: bool) -> bool:
        for operation, argument in node:
            parts = [argument] if isinstance(argument, tuple | list) else []
            endless = False
            if str(operation) in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
                endless = argument[1] == _parser.MAXREPEAT
            if endless and repeated:
                return True
            if any(inside(part, repeated or endless) for part in subpatterns(parts)):
                return True
        return False

    def subpatterns(parts: Any) -> Iterator[Any]:
        for part in parts:
            if isinstance(part, _parser.SubPattern):
                yield part
            elif isinstance(part, tuple | list):
                yield from subpatterns(part)

    return inside(_parser.parse(pattern), False)
