"""Plain data to YAML that people like to read and that `yaml.read` reads back as it was, to the last character.

Short lists and mappings stand on one line, long ones in block style; texts are written bare where no reader of YAML,
old or new, takes them for something else, quoted where one might, and as a literal block where they have lines.
`docs/dependencies.md` says why no library does this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from govern.core.regex import regex

WIDTH = 110
"""A list or mapping stands on one line if the line gets no longer than this."""

INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u061c\u115f\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff0-\uffff\U000e0000-\U000e0fff"
)
"""What is never written as it is: control characters, line breaks of other alphabets, marks that turn text around, letters
that do not show."""

ESCAPED = regex(f'["\\\\\t\n\r{INVISIBLE}]')
NEEDS_ESCAPES = regex(f"[\t\n\r{INVISIBLE}]")
NEEDS_ESCAPES_IN_LINES = regex(f"[\r{INVISIBLE}]")
FIRST = "A-Za-z_$/("
INSIDE = "A-Za-z0-9_ $/().+@|&;!%*'\"~^=<>\\\\\\-"
OTHER_LETTERS = "\xa1-\U0010ffff"


def bare(other: str) -> re.Pattern[str]:
    """What may stand without quotes, with some characters beyond ASCII."""
    inside = INSIDE + other
    return re.compile(f"[{FIRST}{other}](?:[{inside}]*[{inside.replace(' ', '')}])?")


BARE = bare("")
bare_beyond_ascii = cache(lambda: bare(OTHER_LETTERS))
"""Compiled when it is needed: ranges of that size take longer than a small file."""

WORDS = frozenset(["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"])
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
BLOCKS = frozenset({"settings", "parameter"})
"""Mappings that always get a line for each key, if they have more than one: they are where people edit."""


def emit(data: dict[str, Any]) -> str:
    """A mapping as the text of a YAML document."""
    return "\n".join(mapping(data, 0)) + "\n"


def mapping(data: dict[str, Any], indent: int) -> Iterator[str]:
    """The lines of a mapping in block style."""
    for key, value in data.items():
        yield from entry(key, value, indent)


def entry(key: str, value: Any, indent: int) -> Iterator[str]:
    """The lines of one key and its value."""
    head = f"{' ' * indent}{scalar(key)}:"
    if type(value) is str and is_lines(value):
        yield f"{head} {'|' if value.endswith(chr(10)) else '|-'}"
        yield from (f"{' ' * (indent + 2)}{line}" if line else "" for line in value.removesuffix("\n").split("\n"))
        return
    if type(value) not in (dict, list):
        yield f"{head} {scalar(value)}"
        return
    block = type(value) is dict and key in BLOCKS and len(value) > 1
    flow = None if block else one_line(value, WIDTH - len(head) - 1)
    if flow is not None:
        yield f"{head} {flow}"
        return
    yield head
    yield from mapping(value, indent + 2) if type(value) is dict else sequence(value, indent + 2)


def sequence(data: list[Any], indent: int) -> Iterator[str]:
    """The lines of a list in block style."""
    for item in data:
        yield from list_item(item, indent)


def list_item(item: Any, indent: int) -> Iterator[str]:
    """The lines of one item of a list in block style. What has a name or an id gets lines of its own."""
    dash = f"{' ' * indent}- "
    is_entity = type(item) is dict and ("name" in item or "id" in item)
    flow = None if is_entity and len(item) > 1 else one_line(item, WIDTH - len(dash))
    if flow is not None or type(item) not in (dict, list):
        yield f"{dash}{scalar(item) if flow is None else flow}"
        return
    lines = mapping(item, indent + 2) if type(item) is dict else sequence(item, indent + 2)
    yield dash + next(lines)[indent + 2 :]
    yield from lines


def one_line(value: Any, room: int) -> str | None:
    """A value in flow style, if it fits."""
    if type(value) is dict:
        parts, brackets = [], "{}"
        for key, item in value.items():
            inner = one_line(item, room)
            if inner is None:
                return None
            parts.append(f"{scalar(key)}: {inner}")
            room -= len(parts[-1]) + 2
            if room < 0:
                return None
    elif type(value) is list:
        parts, brackets = [], "[]"
        for item in value:
            inner = one_line(item, room)
            if inner is None:
                return None
            parts.append(inner)
            room -= len(inner) + 2
            if room < 0:
                return None
    else:
        return None if type(value) is str and "\n" in value else scalar(value)
    return brackets[0] + ", ".join(parts) + brackets[1]


def flow(value: Any) -> str:
    """A value in flow style on one line, however long, its line breaks spelled out."""
    if type(value) is dict:
        return "{" + ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if type(value) is list:
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def scalar(value: Any) -> str:
    """A scalar on one line."""
    if type(value) is str:
        return text_scalar(value)
    if value is None:
        return "null"
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) is float and "e" in (text := repr(value)) and "." not in text:
        return text.replace("e", ".0e")
    return repr(value)


def text_scalar(text: str) -> str:
    """A text, bare if that is safe, else quoted."""
    if NEEDS_ESCAPES.search(text):
        return '"' + ESCAPED.sub(escape, text) + '"'
    pattern = BARE if text.isascii() else bare_beyond_ascii()
    if pattern.fullmatch(text) and text.lower() not in WORDS and not text.startswith("<<"):
        return text
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def escape(found: re.Match[str]) -> str:
    """One character in double quotes."""
    character = found[0]
    code = ord(character)
    if code > 0xFFFF:
        return f"\\U{code:08X}"
    return ESCAPES.get(character) or (f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}")


def is_lines(text: str) -> bool:
    """Whether a text has lines that survive in a literal block, and in an editor that trims blanks."""
    if "\n" not in text[:-1] or text[0] in " \t\n" or text.endswith("\n\n") or NEEDS_ESCAPES_IN_LINES.search(text):
        return False
    return not any(line != line.rstrip() for line in text.split("\n"))
