"""Editing YAML by exchanging lines: what is not exchanged keeps its comments and layout, to the last blank.

A list item or a key with its value is found by the positions of the reader. It can be exchanged if it has its lines for
itself, as in block style; `Splicer` says where that is so, and the caller writes something larger anew where it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from govern.core.record import Record
from govern.core.report import Route
from govern.source import yaml

LINE = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|$)")
"""A line with its end, as the parser counts them."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Region(Record):
    """Whole lines, counted from 0, the end exclusive; `head` is what stands before the node on its first line."""

    start: int
    end: int
    head: str

    @property
    def dash(self) -> int:
        """The column of the dash before a list item."""
        return self.head.index("-")


class Splicer:
    """One spec file being edited. Edits are collected and made at once, so positions stay true."""

    def __init__(self, raw: bytes) -> None:
        self.marked = raw.startswith(BYTE_ORDER_MARK)
        text = yaml.decode(raw)
        tree = yaml.read(text)
        self.data = tree.data
        self.positions = yaml.Positions(tree)
        self.lines = [found[0] for found in LINE.finditer(text) if found[0]]
        self.line_end = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
        self.indexes: dict[Route, int] = {}
        self.edits: list[tuple[int, int, list[str]]] = []

    def index(self, route: Route) -> int:
        """The number of the node at a route; finding the children of a list once finds all of them."""
        if not route:
            return 0
        if route not in self.indexes:
            parent = route[:-1]
            data, index = self.value(parent), self.index(parent) + 1
            if isinstance(data, dict):
                for key, value in data.items():
                    self.indexes[(*parent, key)] = index + 1
                    index += 1 + yaml.size(value)
            else:
                for position, value in enumerate(data):
                    self.indexes[(*parent, position)] = index
                    index += yaml.size(value)
        return self.indexes[route]

    def value(self, route: Route) -> Any:
        """The data at a route."""
        data = self.data
        for step in route:
            data = data[step]
        return data

    def item(self, route: Route) -> Region | None:
        """The lines of a list item with its dash, if it has them for itself."""
        start = self.positions.span(self.index(route))
        region = self.region(self.index(route), route, start.line - 1, start.column - 1)
        if region is None or re.fullmatch(" *- +", region.head):
            return region
        above = region.start - 1
        while above > 0 and re.fullmatch(r"\s*(#.*)?\s*", self.lines[above]):
            above -= 1
        dash = re.fullmatch(r"( *-)\s*(#.*)?\s*", self.lines[above])
        return Region(above, region.end, f"{dash[1]} ") if dash and not region.head.strip() else None

    def pair(self, route: Route) -> Region | None:
        """The lines of a key and its value, if it has them for itself."""
        key = self.positions.span(self.index(route) - 1)
        region = self.region(self.index(route), route, key.line - 1, key.column - 1)
        return region if region is not None and re.fullmatch("(?: *- +)? *", region.head) else None

    def region(self, index: int, route: Route, line: int, column: int) -> Region | None:
        """The lines from a start to the last thing inside the node at `route`."""
        end = max(self.line_after(number, value) for number, value in nodes(self.value(route), index))
        while end > line + 1 and not self.lines[end - 1].strip():
            end -= 1
        last = max(self.column_after(number, value, end) for number, value in nodes(self.value(route), index))
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

    def replace_item(self, region: Region, lines: list[str]) -> None:
        """Put other lines in the place of a list item, its dash included."""
        self.edits.append((region.start, region.end, lines))

    def replace_pair(self, region: Region, lines: list[str]) -> None:
        """Put other lines in the place of a key and its value; the dash of an item that begins with it stays."""
        first = region.head + lines[0][len(region.head) :]
        self.edits.append((region.start, region.end, [first, *lines[1:]]))

    def remove(self, region: Region, *, with_comments: bool = False, is_last: bool = False) -> None:
        """Take a region away, with the comments right above it if they are its own, and the blank line that set it apart."""
        start, end = region.start, region.end
        indent = len(self.lines[start]) - len(self.lines[start].lstrip(" "))
        while with_comments and start > 0 and self.lines[start - 1].startswith(" " * indent + "#"):
            start -= 1
        blank_above = start > 0 and not self.lines[start - 1].strip()
        if blank_above and (is_last or end >= len(self.lines) or not self.lines[end].strip()):
            start -= 1
        self.edits.append((start, end, []))

    def insert_after(self, region: Region, lines: list[str]) -> None:
        """Add lines below a region."""
        self.edits.append((region.end, region.end, lines))

    def result(self) -> bytes:
        """The edited file."""
        lines = list(self.lines)
        for start, end, new in sorted(self.edits, key=lambda edit: (edit[0], edit[1]), reverse=True):
            if new and start > 0 and start == len(lines) and not lines[start - 1].endswith(("\n", "\r")):
                lines[start - 1] += self.line_end
            lines[start:end] = [line + self.line_end for line in new]
        text = "".join(lines)
        return (BYTE_ORDER_MARK if self.marked else b"") + text.encode()


def nodes(value: Any, index: int) -> Iterator[tuple[int, Any]]:
    """Every node of a value with its number, keys included."""
    yield index, value
    index += 1
    if isinstance(value, dict):
        for key, item in value.items():
            yield index, key
            yield from nodes(item, index + 1)
            index += 1 + yaml.size(item)
    elif isinstance(value, list):
        for item in value:
            yield from nodes(item, index)
            index += yaml.size(item)
