"""Values as literals of Python and of JavaScript: nothing from the specs stands in code in another form."""

from __future__ import annotations

from collections.abc import Callable
from json.encoder import encode_basestring_ascii
from typing import Any


def repr_(value: Any) -> str:
    """A literal of Python, all in ASCII, so that nothing hidden stands in code; in double quotes where JSON's will do."""
    return encode_basestring_ascii(value) if isinstance(value, str) and value.isascii() else ascii(value)


WIDTH = 118


def laid_out(value: Any, written: Callable[[Any], str], indent: int = 0) -> str:
    """Lists and dicts as a literal: on one line where there is room, else a line for each part."""
    if isinstance(value, dict):
        parts = [f"{written(key)}: {laid_out(part, written, indent + 2)}" for key, part in value.items()]
        opened, closed = "{}"
    elif isinstance(value, list | tuple):
        parts = [laid_out(part, written, indent + 2) for part in value]
        opened, closed = "[]"
    else:
        return written(value)
    flat = f"{opened}{', '.join(parts)}{closed}"
    if indent + len(flat) <= WIDTH and "\n" not in flat:
        return flat
    lines = "".join(f"{' ' * (indent + 2)}{part},\n" for part in parts)
    return f"{opened}\n{lines}{' ' * indent}{closed}"


def tuple_of(names: list[str]) -> str:
    """A tuple of texts."""
    return f"({''.join(f'{repr_(name)}, ' for name in names).rstrip(' ' if len(names) == 1 else ', ')})"
