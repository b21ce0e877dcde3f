"""Plain values as JSON text: what the JSON document and the plan have in common."""

from __future__ import annotations

import json
import math
from typing import Any

_DIGITS = 4000
"""Longer integers are not written in decimal digits: Python refuses to, and most readers of JSON lose them."""


PLAIN = (str, int, float, dict, list, tuple, type(None))


class Encoder:
    """Encodes a value on one line, with the C encoder. Characters are kept as they are unless ASCII is asked for."""

    def __init__(self, ascii_only: bool = False) -> None:
        self._dumps = json.JSONEncoder(ensure_ascii=ascii_only, allow_nan=False, default=named).encode

    def __call__(self, value: Any) -> str:
        try:
            return self._dumps(value)
        except ValueError:
            return self._dumps(_writable(value))


def named(value: object) -> str:
    """A value that is not plain, an unknown or a secret one, shows as its name and never as its content."""
    return f"({type(value).__name__.lower()})"


def _writable(value: Any) -> Any:
    """The value with the numbers as text that JSON has no digits for."""
    if isinstance(value, dict):
        return {key: _writable(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_writable(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int) and value.bit_length() > _DIGITS * 3:
        return hex(value)
    return value
