"""How alike two names are, and two bodies: small measures that need no look at anything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from govern.core.regex import regex
from govern.gtm.schema import SCHEMAS
from govern.plan.names import VARIABLE

WORD = regex(r"[^\W_]+")
PLAIN_WORDS = frozenset(("true", "false", "undefined", "null"))
QUIET = {"type", "key"} | {name for fields in SCHEMAS.values() for name, kind in fields.items() if kind[:5] == "enum:"}
"""Fields whose text is part of the form, not of what it says."""

Feature = tuple[str, str]


def plain(name: str) -> str:
    """A name without case, spaces and punctuation; the name itself where nothing else is in it."""
    return "".join(WORD.findall(name.casefold())) or name


def alike(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1, judged by the words in which they differ.

    `Purchse` and `Purchase` are; `Const A` and `Const B` are not, since a letter or a number tells things apart.
    """
    first, second = WORD.findall(one.casefold()), WORD.findall(other.casefold())
    if first == second:
        return 1.0
    common = set(first) & set(second)
    left = "".join(word for word in first if word not in common)
    right = "".join(word for word in second if word not in common)
    if not left or not right:
        return 0.7 if sum(map(len, common)) > len(left) + len(right) else 0.0
    pairs, others = bigrams(left), bigrams(right)
    return 2 * len(pairs & others) / (len(pairs) + len(others)) if pairs and others else 0.0


def bigrams(text: str) -> set[str]:
    """The pairs of neighbouring characters."""
    return {text[at : at + 2] for at in range(len(text) - 1)}


def says(body: Any, enough: int) -> bool:
    """Whether a body holds so many telling characters: texts without references, plain words and small numbers."""
    total = 0
    for _, line in lines(body, ""):
        total += telling(line)
        if total >= enough:
            return True
    return False


def features(body: Any) -> dict[Feature, int]:
    """What a body says: each line of each of its texts with its field, and how much it tells."""
    return {feature: telling(feature[1]) for feature in lines(body, "")}


def lines(value: Any, field: str) -> Iterator[Feature]:
    """Each line of each text that says something."""
    if type(value) is dict:
        key = value.get("key")
        inside = f"{field}.{key}" if type(key) is str else field
        for name, item in value.items():
            if name not in QUIET:
                yield from lines(item, inside if name in ("value", "map", "list") else f"{inside}.{name}")
    elif type(value) is list:
        for item in value:
            yield from lines(item, field)
    elif type(value) is str:
        yield from ((field, line.strip()) for line in value.splitlines())


def telling(text: str) -> int:
    """How many characters of a text say something particular."""
    text = VARIABLE.sub("", text).strip("\0 \t")
    if text.lower() in PLAIN_WORDS or (text.isdecimal() and len(text) < 4):
        return 0
    return len(text) if not text.isalpha() else (len(text) + 1) // 2


def likeness(one: Mapping[Feature, int], other: Mapping[Feature, int]) -> tuple[float, int]:
    """What two bodies share of what they say, from 0 to 1, and how many characters that is."""
    shared = sum(size for feature, size in one.items() if feature in other)
    total = sum(one.values()) + sum(other.values())
    return (2 * shared / total if total else 0.0), shared
