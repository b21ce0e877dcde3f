"""Conditions and what they read, in words."""

from __future__ import annotations

from govern.signals.signal import Condition
from govern.signals.source import MESSAGE, Made, Read, Source, Text

SIGNS = {"equals": "is", "contains": "contains", "starts": "starts with", "ends": "ends with", "matches": "matches"}


def told(condition: Condition) -> str:
    """A condition in words."""
    what, value = source_words(condition.left), condition.value[:60]
    if condition.op == "exists":
        return f"that {what} is {'not ' if condition.negate else ''}there"
    if condition.op == "fits":
        return f'that {what} {"does not fit" if condition.negate else "fits"} "{value}"'
    return f'that {what} {(NEGATED if condition.negate else SIGNS)[condition.op]} "{value}"'


NEGATED = {
    "equals": "is not",
    "contains": "does not contain",
    "starts": "does not start with",
    "ends": "does not end with",
    "matches": "does not match",
}


def source_words(source: Source) -> str:
    """What a source reads, in words."""
    if source == MESSAGE:
        return "the event"
    if isinstance(source, Read):
        key = source.key.replace("_", " ").title() if source.place == "built-in" else source.key
        return {"page": f"the page's {key}", "built-in": key}.get(source.place, f"the {source.place}'s {key}")
    if isinstance(source, Text):
        return f'"{source.value[:40]}"'
    return source.how if isinstance(source, Made) else "a value"
