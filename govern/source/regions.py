"""The lines of a YAML text, and which of its keys and list items have lines for themselves, as in block style."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Any

from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Route
from govern.source.positions import Positions, nodes

LINE = regex("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|$)")
"""A line with its end, as the parser counts them."""

LINE_ENDS = ("\r", "\n", "\x85", "\u2028", "\u2029")


class Region(Record):
    """Whole lines, counted from 0, the end exclusive; `head` is what stands before the node on its first line."""

    start: int
    end: int
    head: str

    @property
    def dash(self) -> int:
        """The column of the dash before a list item."""
        return self.head.index("-")


class Regions:
    """One text by its characters, by its lines and by the routes into what it says."""

    def __init__(self, text: str, positions: Positions) -> None:
        self.text = text
        self.positions = positions
        self.lines = [found[0] for found in LINE.finditer(text) if found[0]]
        self.starts = [0, *accumulate(map(len, self.lines))]
        self.line_end = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of a character, as a span counts them."""
        whole = len(self.lines) - (bool(self.lines) and not self.lines[-1].endswith(LINE_ENDS))
        line = bisect_right(self.starts, offset, hi=whole + 1)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The character at a line and column as a span counts them."""
        return self.starts[line - 1] + column - 1

    def extent(self, index: int) -> tuple[int, int]:
        """Where the node of a number stands in the text, by its characters."""
        span = self.positions.span(index)
        return self.offset(span.line, span.column), self.offset(span.end_line, span.end_column)

    def is_flow(self, index: int) -> bool:
        """Whether a node is a list or mapping in brackets."""
        start, end = self.extent(index)
        return self.text[start : start + 1] in ("[", "{") and self.text[end - 1 : end] in ("]", "}")

    def item(self, route: Route) -> Region | None:
        """The lines of a list item with its dash, if it has them for itself."""
        start = self.positions.span(self.positions.index(route))
        region = self.region(route, start.line - 1, start.column - 1)
        if region is None or re.fullmatch(" *- +", region.head):
            return region
        above = region.start - 1
        while above > 0 and re.fullmatch(r"\s*(#.*)?\s*", self.lines[above]):
            above -= 1
        dash = re.fullmatch(r"( *-)\s*(#.*)?\s*", self.lines[above])
        return Region(above, region.end, f"{dash[1]} ") if dash and not region.head.strip() else None

    def pair(self, route: Route) -> Region | None:
        """The lines of a key and its value, if it has them for itself."""
        key = self.positions.span(self.positions.index(route) - 1)
        region = self.region(route, key.line - 1, key.column - 1)
        return region if region is not None and re.fullmatch("(?: *- +)? *", region.head) else None

    def region(self, route: Route, line: int, column: int) -> Region | None:
        """The lines from a start to the last thing inside the node at `route`."""
        inside = list(nodes(self.positions.value(route), self.positions.index(route)))
        end = max(self.line_after(number, value) for number, value in inside)
        while end > line + 1 and not self.lines[end - 1].strip():
            end -= 1
        last = max(self.column_after(number, value, end) for number, value in inside)
        rest = self.lines[end - 1][last:].strip()
        if rest and not rest.startswith("#"):
            return None
        return Region(line, end, self.lines[line][:column])

    def line_after(self, index: int, value: Any) -> int:
        """The first line below a node. A block collection's own end says nothing: it lies at what follows it."""
        span = self.positions.span(index)
        start = self.lines[span.line - 1][span.column - 1 : span.column]
        if isinstance(value, dict | list) and start not in ("[", "{"):
            return span.line
        if start in ("|", ">") and span.end_column == 1:
            return span.end_line - 1
        return span.end_line

    def column_after(self, index: int, value: Any, end: int) -> int:
        """How far a node reaches into the last line of a region; the whole line for the lines of a block scalar."""
        span = self.positions.span(index)
        start = self.lines[span.line - 1][span.column - 1 : span.column]
        if isinstance(value, dict | list) and start not in ("[", "{"):
            return 0
        if start in ("|", ">") and span.line < end:
            return len(self.lines[end - 1]) if span.end_line >= end else 0
        return span.end_column - 1 if span.end_line == end else 0
