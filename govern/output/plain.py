"""Plain values as JSON text: what the JSON documents and the plan have in common."""

from __future__ import annotations

import json
import math
from typing import Any, TextIO

from govern.output.safe import hidden

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


class SafeEncoder:
    """Encodes a value on one line for a stream; what does not show is escaped afterwards."""

    def __init__(self, stream: TextIO) -> None:
        encoding = (getattr(stream, "encoding", None) or "utf-8").lower()
        self._encode = Encoder(ascii_only=not encoding.startswith("utf"))

    def __call__(self, value: Any) -> str:
        text = self._encode(value)
        if not (text.isascii() and text.isprintable()):
            text = text.translate(_ESCAPES)
        return text.replace("##[", "##\\u005b")  # the GitHub runner would read a command


class _Escapes(dict[int, str]):
    """`\\u` escapes of the code points that do not show. Outside strings JSON has none of them."""

    def __missing__(self, code: int) -> str:
        shown = chr(code)
        if code > 0x7E and hidden(code):
            shown = f"\\u{code:04x}" if code < 0x10000 else json.dumps(shown)[1:-1]
        self[code] = shown
        return shown


_ESCAPES = _Escapes()
