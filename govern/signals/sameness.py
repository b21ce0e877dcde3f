"""Whether two sources tell the same, without seeing a value.

A value is compared as the text that is sent; an empty text and a value that is not there tell nothing. Questions are
answered with True, False or None: None is "cannot be known", and a rule says nothing on it. True and False are proofs: True
is said only where the two are equal whatever is read, False only where they differ whatever is read, both as far as both tell
something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from govern.signals.source import (
    NOTHING,
    Either,
    Fields,
    Join,
    Made,
    Nothing,
    Source,
    Table,
    Text,
    Unknown,
    alternatives,
    inner,
    told,
)

MANY = 200
"""From so many texts on, nobody asks which of them it is."""


def choices(source: Source) -> frozenset[str] | None:
    """All texts that it can tell, or `None` where that is open."""
    found = texts(source)
    return None if found is None else found - {""}


def texts(source: Source) -> frozenset[str] | None:
    """All texts that it can be, the empty one where it may tell nothing; `None` where that is open."""
    match source:
        case Text():
            return frozenset((source.value,))
        case Nothing():
            return frozenset(("",))
        case Join():
            return together(source.parts)
        case Table() | Either():
            found = frozenset[str]()
            for one in alternatives(source):
                more = texts(one)
                if more is None or len(found) + len(more) > MANY:
                    return None
                found |= more
            return found
    return None


def together(parts: Iterable[Source]) -> frozenset[str] | None:
    """All texts that parts can make."""
    found = frozenset(("",))
    for part in parts:
        more = texts(part)
        if more is None or len(found) * len(more) > MANY:
            return None
        found = frozenset(before + after for before in found for after in more)
    return found


def is_certain(source: Source) -> bool:
    """Whether the source reads the same wherever it stands at one moment: nothing in it is unknown, left to code, or made
    anew each time."""
    match source:
        case Unknown() | Either():
            return False
        case Made(stable=False) | Fields(open=True):
            return False
    return all(map(is_certain, inner(source)))


def same(one: Source, other: Source) -> bool | None:
    """Whether two sources tell the same at one moment, where both tell something."""
    one, other = told(one), told(other)
    if NOTHING in (one, other):
        return None
    if one == other and is_certain(one):
        return True
    here, there = choices(one), choices(other)
    if here is not None and there is not None:
        if here.isdisjoint(there):
            return False if here and there else None
        if len(here | there) == 1:
            return True
    if are_apart(one, other):
        return False
    return of_all(row_by_row(one, other)) if are_rows_of_one(one, other) else of_all(each_with_each(one, other))


def are_rows_of_one(one: Source, other: Source) -> bool:
    """Whether two tables look up the same thing in the same rows, so that each row meets its like only."""
    return (
        isinstance(one, Table)
        and isinstance(other, Table)
        and (one.input, one.pattern) == (other.input, other.pattern)
        and is_certain(one.input)
        and [row.key for row in one.rows] == [row.key for row in other.rows]
    )


def row_by_row(one: Source, other: Source) -> Iterator[tuple[Source, Source]]:
    """The values of two tables that are looked up with the same input, row by row, what stands for the rest last."""
    return zip(alternatives(one), alternatives(other), strict=True)


def each_with_each(one: Source, other: Source) -> Iterator[tuple[Source, Source]]:
    """All that may meet where there is a choice on one side at least, and not too much of it."""
    here, there = alternatives(one), alternatives(other)
    if 1 < len(here) * len(there) <= MANY:
        yield from ((a, b) for a in here for b in there)


def of_all(pairs: Iterable[tuple[Source, Source]]) -> bool | None:
    """What is so of each pair in which both tell something; `None` where pairs differ, or there is none."""
    found = {same(a, b) for a, b in pairs if told(a) != NOTHING and told(b) != NOTHING}
    return found.pop() if len(found) == 1 else None


def are_apart(one: Source, other: Source) -> bool:
    """Whether two texts begin or end with what the other cannot begin or end with."""
    start, begin = edge(one, 0), edge(other, 0)
    if not (start.startswith(begin) or begin.startswith(start)):
        return True
    end, close = edge(one, -1), edge(other, -1)
    return not (end.endswith(close) or close.endswith(end))


def edge(source: Source, at: Literal[0, -1]) -> str:
    """The fixed text with which a source begins or ends; empty where there is none."""
    first = source.parts[at] if isinstance(source, Join) and source.parts else source
    return first.value if isinstance(first, Text) else ""
