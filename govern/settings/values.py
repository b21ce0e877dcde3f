"""Values as platforms write them: numbers in text, truths in words, windows in days, minutes or names."""

from __future__ import annotations

import re
from typing import Any

from govern.core.regex import regex
from govern.source.days import NEVER, TWO_DAYS, day_of

DAYS_IN_WORD = regex(r"(?:.*_)?([0-9]{1,3})_DAYS?", re.I)
WHOLE = regex(r"-?[0-9]{1,15}")
NUMBER = regex(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")
TRUE = frozenset({"true", "yes", "1", "on", "enabled"})
FALSE = frozenset({"false", "no", "0", "off", "disabled"})
LONGEST = 365 * 10
"""No window is longer than so many days."""

Row = dict[str, Any]


def text_of(value: Any) -> str:
    """A text, or a number as text; anything else is nothing."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def whole(value: Any) -> int | None:
    """A whole number, also where it is written as text, as Google writes those of 64 bits."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    text = text_of(value)
    return int(text) if WHOLE.fullmatch(text) else None


def number(value: Any) -> int | float | None:
    """A number, also where it is written as text; a whole one without a fraction."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    text = text_of(value)
    if WHOLE.fullmatch(text):
        return int(text)
    return number(float(text)) if NUMBER.fullmatch(text) else None


def truth(value: Any) -> bool | None:
    """Whether something is on, in JSON or in words."""
    if isinstance(value, bool):
        return value
    word = text_of(value).casefold()
    return True if word in TRUE else False if word in FALSE else None


def days(value: Any) -> str | None:
    """A window in days: `30`, `"30"`, `..._30_DAYS`; `None` where it has another form."""
    in_words = isinstance(value, str) and len(value) < 80 and not value.isdecimal()
    found = DAYS_IN_WORD.fullmatch(value) if in_words else None
    count = int(found[1]) if found else whole(value)
    return f"{count}d" if count is not None and 0 <= count <= LONGEST else None


def minutes(value: Any) -> str | None:
    """A window in minutes, as days where it is whole ones."""
    count = whole(value)
    if count is None or not 0 <= count <= LONGEST * 1440:
        return None
    return f"{count // 1440}d" if count % 1440 == 0 else f"{count}m"


def day(value: Any) -> str | None:
    """The day of a moment, `never`, or `None`."""
    text = str(value) if isinstance(value, int | float) and not isinstance(value, bool) else text_of(value)
    found = NEVER if text == "0" else day_of(text[:30].partition(".")[0] if text[:1].isdigit() else text[:30])
    return found if found and found != TWO_DAYS else None


def texts(value: Any) -> tuple[str, ...] | None:
    """A list of texts; `None` where it is not a list."""
    if not isinstance(value, list):
        return None
    return tuple(text for item in value if (text := text_of(item)))


def inside(row: Row, *keys: str) -> Any:
    """What stands below some keys; `None` where one of them is missing."""
    found: Any = row
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def known(**fields: Any) -> dict[str, Any]:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value is not None and value != ""}
