"""Two texts side by side: where they differ, as lines that fit the page."""

from __future__ import annotations

from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from govern.output import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govern.output.page import Page

_CONTEXT = 3
_BEGINNING = 8
_LINES_SHOWN = 400
_LINES_COMPARED = 5000
"""Comparing lines may take time with the square of their number; beyond this one block replaces the other."""

_Block = tuple[str, int, int, int, int]


def focus(before: str, after: str) -> tuple[int, tuple[int, int]]:
    """Where two texts begin to differ, and where the difference ends in each."""
    start = _common(before, after)
    tail = _common(before[start:][::-1], after[start:][::-1])
    return start, (len(before) - tail, len(after) - tail)


def _common(one: str, other: str) -> int:
    """The length of the common beginning, by halving, since comparing slices is much faster than characters."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def beginning(text: str, sign: str, page: Page, room: int) -> Iterator[str]:
    """The first lines of a text that has no other side."""
    rows = words.lines(text)
    for row in rows[:_BEGINNING]:
        yield f"{sign} {_line(row, page, room - 2)}".rstrip()
    if len(rows) > _BEGINNING:
        yield f"  {page.ellipsis} {words.count(len(rows) - _BEGINNING, 'more line')}"


def lines(before: str, after: str, page: Page, room: int) -> Iterator[str]:
    """A unified difference with three lines of context: lines begin with `@`, `-`, `+` or a blank."""
    if _crlf(before) and _crlf(after):
        before, after = before.replace("\r\n", "\n"), after.replace("\r\n", "\n")
    if before.endswith("\n") and after.endswith("\n"):
        before, after = before[:-1], after[:-1]
    rows = _unified(before.split("\n"), after.split("\n"), page, room)
    yield from islice(rows, _LINES_SHOWN)
    more = sum(1 for _ in rows)
    if more:
        yield f"  {page.ellipsis} {words.count(more, 'more line')} of difference; the JSON format has both texts"


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and those that came, for pages that show the two apart."""
    old, new = words.lines(before), words.lines(after)
    gone: list[str] = []
    came: list[str] = []
    for group in _groups(old, new):
        for tag, low, high, after_low, after_high in group:
            if tag != "equal":
                gone += old[low:high]
                came += new[after_low:after_high]
    return gone, came


def _crlf(text: str) -> bool:
    return text.count("\r\n") == text.count("\n")


def _unified(before: list[str], after: list[str], page: Page, room: int) -> Iterator[str]:
    for group in _groups(before, after):
        first, last = group[0], group[-1]
        yield f"@@ -{_extent(first[1], last[2])} +{_extent(first[3], last[4])} @@"
        for tag, low, high, after_low, after_high in group:
            if tag == "equal":
                for row in before[low:high]:
                    yield f"  {_line(row, page, room - 2)}".rstrip()
            else:
                yield from _replaced(before[low:high], after[after_low:after_high], page, room - 2)


def _extent(low: int, high: int) -> str:
    return f"{low + 1 if high > low else low},{high - low}"


def _groups(before: list[str], after: list[str]) -> Iterator[list[_Block]]:
    """Blocks of lines that differ, grouped with their context."""
    from difflib import SequenceMatcher

    head = _shared(before, after)
    tail = min(_shared(before[::-1], after[::-1]), len(before) - head, len(after) - head)
    head, tail = max(0, head - _CONTEXT), max(0, tail - _CONTEXT)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    matcher = SequenceMatcher(None, old, new)
    if max(len(old), len(new)) > _LINES_COMPARED:
        yield [("replace", head, head + len(old), head, head + len(new))]
        return
    for group in matcher.get_grouped_opcodes(_CONTEXT):
        yield [(tag, low + head, high + head, a + head, b + head) for tag, low, high, a, b in group]


def _shared(before: list[str], after: list[str]) -> int:
    """The number of lines that both begin with."""
    for at, (one, other) in enumerate(zip(before, after, strict=False)):
        if one != other:
            return at
    return min(len(before), len(after))


def _replaced(before: list[str], after: list[str], page: Page, room: int) -> Iterator[str]:
    """Removed lines, then added ones. A line and its successor are cut at the same place, where they differ."""
    shown: tuple[list[str], list[str]] = ([], [])
    for old, new in zip_longest(before, after):
        if old is None or new is None:
            shown[old is None].append(_line(old or new or "", page, room))
            continue
        pair = _pair(old, new, page, room)
        if pair[0].rstrip() == pair[1].rstrip():
            pair = _pair(_blanks(old), _blanks(new), page, room, tabs=False)
        shown[0].append(pair[0])
        shown[1].append(pair[1])
    for sign, rows in zip("-+", shown, strict=True):
        yield from (f"{sign} {row}".rstrip() for row in rows)


def _pair(old: str, new: str, page: Page, room: int, *, tabs: bool = True) -> list[str]:
    start, ends = focus(old, new)
    cuts = (
        page.cut(row, start, end, room, tabs=tabs, reserve=max(ends) - start)
        for row, end in zip((old, new), ends, strict=True)
    )
    return [f"{cut.head}{cut.focus}{cut.tail}" for cut in cuts]


def _blanks(row: str) -> str:
    """The line with the blanks at its end made visible."""
    text = row.rstrip(" ")
    return text + "\\x20" * (len(row) - len(text))


def _line(row: str, page: Page, room: int) -> str:
    cut = page.cut(row, 0, 0, room)
    return f"{cut.head}{cut.focus}{cut.tail}"
