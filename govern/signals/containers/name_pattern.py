"""How a house names the entities of its containers: what stands between the parts of their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from govern.core.regex import regex

SEPARATOR = regex(r" (?:\||/|-|–|—|→|>|::) |: |(?<=[^\s_])_(?=[^\s_])")
"""What stands between the parts of a name: the first of these in it."""

FEW = 10
"""Of fewer names nobody can tell how a house names things."""

MOST = 0.85
"""So large a part of the names has to follow a pattern for it to be one."""


def separator_of(name: str) -> str:
    """What stands between the first part of a name and the next; empty where it is all one."""
    found = SEPARATOR.search(name[:200])
    return found[0] if found is not None else ""


def strangers(names: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """What stands between the parts of nearly all names, and the names that have something else there."""
    listed = tuple(names)
    if len(listed) < FEW:
        return "", ()
    (common, number), *_ = Counter(map(separator_of, listed)).most_common(1)
    if not common or number == len(listed) or number < MOST * len(listed):
        return "", ()
    return common, tuple(name for name in listed if separator_of(name) != common)
