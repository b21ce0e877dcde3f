"""Edits of spec files by position: only the bytes concerned change, and what was written is read back.

An edit says where and what; here is how. Comments, quotes, line ends and the byte order mark stay as they are. The
result counts only if reading it gives the old data with exactly these edits made; else it is refused, never guessed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Any

from govern.core.report import Edit, Route, Span
from govern.source import emit, yaml
from govern.source.splice import BYTE_ORDER_MARK, LINE, Region, Splicer

Change = tuple[int, int, str]
"""A part of the text, by its characters, and what stands there afterwards."""


FIRST = ("version",)


class CannotEdit(Exception):
    """Why an edit is not made here."""


class Editor:
    """One file's bytes and the ways to change them."""

    def __init__(self, raw: bytes) -> None:
        try:
            self.splicer = Splicer(raw)
        except yaml.Refusal as refusal:
            raise CannotEdit(refusal.message) from None
        self.marked = raw.startswith(BYTE_ORDER_MARK)
        self.text = yaml.decode(raw)
        self.starts = [0, *accumulate(len(found[0]) for found in LINE.finditer(self.text))]

    def changed(self, edits: Iterable[Edit]) -> bytes:
        """The file with edits that do not touch each other; raises `CannotEdit` with the reason."""
        edits = tuple(edits)
        parts: list[str] = []
        done = 0
        for start, end, new in sorted(self.change(edit) for edit in edits):
            if start < done:
                raise CannotEdit("two edits touch each other")
            parts += (self.text[done:start], new)
            done = end
        text = "".join((*parts, self.text[done:]))
        expected = self.splicer.data
        for edit in sorted(edits, key=lambda edit: edit_order(edit.place.route), reverse=True):
            expected = with_edit(expected, edit.place.route, edit)
        try:
            found = yaml.read(text).data
        except yaml.Refusal as refusal:
            raise CannotEdit(f"the file could not be read afterwards: {refusal.message}") from None
        if repr(found) != repr(expected):  # types and the order of keys count
            raise CannotEdit("the file would say something else as well")
        return (BYTE_ORDER_MARK if self.marked else b"") + text.encode()

    def change(self, edit: Edit) -> Change:
        """What an edit does to the text."""
        route = edit.place.route
        if edit.action == "uncomment":
            return self.uncomment(edit)
        if not self.exists(route[:-1] if edit.action == "insert" else route):
            raise CannotEdit("what it is about is not there any more")
        match edit.action:
            case "replace":
                return self.replace(route, edit.value)
            case "rename":
                return self.rename(route, edit.value)
            case "insert":
                return self.insert(route, edit.value)
        return self.remove(route)

    def patch(self, edit: Edit) -> tuple[Span, str]:
        """What an edit does to the text, by lines and columns."""
        start, end, new = self.change(edit)
        return Span(*self.position(start), *self.position(end)), new

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of a character, as a span counts them."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def exists(self, route: Route) -> bool:
        """Whether a route leads somewhere."""
        try:
            self.splicer.value(route)
        except (KeyError, IndexError, TypeError):
            return False
        return True

    def offset(self, line: int, column: int) -> int:
        """The character at a line and column as a span counts them."""
        return self.starts[line - 1] + column - 1

    def extent(self, index: int) -> tuple[int, int]:
        """Where a node stands in the text."""
        span = self.splicer.positions.span(index)
        return self.offset(span.line, span.column), self.offset(span.end_line, span.end_column)

    def flow(self, index: int) -> bool:
        """Whether a node is a list or mapping in brackets."""
        start, end = self.extent(index)
        return self.text[start : start + 1] in ("[", "{") and self.text[end - 1 : end] in ("]", "}")

    def replace(self, route: Route, value: Any) -> Change:
        """A value, in the quotes that the old one had."""
        index = self.splicer.index(route)
        start, end = self.extent(index)
        old = self.text[start:end]
        found = self.splicer.value(route)
        if isinstance(found, dict | list) and not self.flow(index):
            raise CannotEdit("it has lines of its own")
        if type(found) is str and value == [found] and "\n" not in old:
            return start, end, f"[{old}]"
        if isinstance(found, dict | list) != isinstance(value, dict | list):
            raise CannotEdit("it is not a single value")
        if "\n" in old or "\r" in old:
            raise CannotEdit("it goes over several lines")
        return start, end, (" " if not old and self.text[start - 1] == ":" else "") + written(value, old)

    def rename(self, route: Route, key: str) -> Change:
        """A key, in the quotes that the old one had."""
        if key in self.splicer.value(route[:-1]):
            raise CannotEdit(f'"{key}" is there already')
        start, end = self.extent(self.splicer.index(route) - 1)
        return start, end, written(key, self.text[start:end])

    def insert(self, route: Route, value: Any) -> Change:
        """A new key at the end of a mapping; the version of a file comes first."""
        parent, key = route[:-1], str(route[-1])
        mapping = self.splicer.value(parent)
        if route == FIRST and mapping:
            span = self.splicer.positions.span(self.splicer.index((next(iter(mapping)),)) - 1)
            start = self.offset(span.line, span.column)
            apart = ", " if self.flow(0) else self.splicer.line_end + " " * (span.column - 1)
            return start, start, f"{key}: {emit.scalar(value)}{apart}"
        if not isinstance(mapping, dict) or key in mapping:
            raise CannotEdit(f'there is no room for "{key}"')
        if self.flow(self.splicer.index(parent)):
            start, end = self.extent(self.splicer.index(parent))
            last = self.extent(self.splicer.index((*parent, list(mapping)[-1])))[1] if mapping else start + 1
            comma = ", " if mapping else ""
            return last, last, f"{comma}{emit.scalar(key)}: {emit.one_line(value, 10_000)}"
        if not mapping:
            raise CannotEdit("the mapping is empty")
        first = self.splicer.positions.span(self.splicer.index((*parent, next(iter(mapping)))) - 1)
        region = self.splicer.pair((*parent, list(mapping)[-1]))
        if region is None:
            raise CannotEdit("the mapping shares its lines with something else")
        end = self.starts[region.end]
        lines = "".join(line + self.splicer.line_end for line in emit.entry(key, value, first.column - 1))
        broken = self.text[:end].endswith(("\n", "\r"))
        return end, end, lines if broken else self.splicer.line_end + lines.rstrip("\r\n")

    def remove(self, route: Route) -> Change:
        """A key with its value, or an entry of a list."""
        parent, step = route[:-1], route[-1]
        if not route:
            raise CannotEdit("the whole file is never removed")
        region: Region | None
        if self.flow(self.splicer.index(parent)):
            return self.remove_from_flow(parent, step)
        region = self.splicer.item(route) if isinstance(step, int) else self.splicer.pair(route)
        if region is None or (isinstance(step, str) and region.head.strip()):
            raise CannotEdit("it shares its lines with something else")
        return self.starts[region.start], self.starts[region.end], ""

    def remove_from_flow(self, parent: Route, step: str | int) -> Change:
        """An entry between brackets, with the comma that set it apart."""
        siblings = self.splicer.value(parent)
        steps = list(siblings) if isinstance(siblings, dict) else list(range(len(siblings)))
        at = steps.index(step)
        start, end = self.whole(parent, steps[at])
        if at > 0:
            start = self.whole(parent, steps[at - 1])[1]
        elif len(steps) > 1:
            end = self.whole(parent, steps[1])[0]
        return start, end, ""

    def whole(self, parent: Route, step: str | int) -> tuple[int, int]:
        """Where an entry stands, its key included."""
        index = self.splicer.index((*parent, step))
        start, end = self.extent(index)
        return (self.extent(index - 1)[0] if isinstance(step, str) else start), end

    def uncomment(self, edit: Edit) -> Change:
        """A comment to the end of its line, and the line itself where nothing else stands on it."""
        span = edit.place.span
        if span is None or span.line >= len(self.starts):
            raise CannotEdit("the comment is not there any more")
        start, after = self.offset(span.line, span.column), self.starts[span.line]
        if self.text[start : start + 1] != "#":
            raise CannotEdit("the comment is not there any more")
        before = self.text[self.starts[span.line - 1] : start]
        if not before.strip():
            return self.starts[span.line - 1], after, ""
        line_end = len(self.text[start:after].rstrip("\r\n"))
        return start - len(before) + len(before.rstrip()), start + line_end, ""


def written(value: Any, old: str) -> str:
    """A value as text, in the quotes of the text it stands in for."""
    if isinstance(value, dict | list):
        return str(emit.one_line(value, 10_000))
    if isinstance(value, str) and old[:1] == old[-1:] == '"':
        return '"' + emit.ESCAPED.sub(emit.escape, value) + '"'
    if isinstance(value, str) and old[:1] == old[-1:] == "'" and not emit.NEEDS_ESCAPES.search(value):
        return "'" + value.replace("'", "''") + "'"
    return value if isinstance(value, str) and old and stays_itself(value) else emit.scalar(value)


def stays_itself(text: str) -> bool:
    """Whether a text needs no quotes, in a list as elsewhere, such as a date or an address."""
    if text.lower() in emit.WORDS or emit.NEEDS_ESCAPES.search(text):
        return False
    try:
        return bool(yaml.read(f"[{text}]").data == [text] and yaml.read(f"a: {text}").data == {"a": text})
    except yaml.Refusal:
        return False


def edit_order(route: Route) -> tuple[int, tuple[int, ...]]:
    """Deeper places count higher, and entries of one list by their position: made from the top, routes stay true."""
    return len(route), tuple(step for step in route if isinstance(step, int))


def with_edit(data: Any, route: Route, edit: Edit) -> Any:
    """Plain data with one edit made; what is not on the way is shared."""
    if edit.action == "uncomment":
        return data
    if not route:
        return edit.value
    step, rest = route[0], route[1:]
    if rest:
        return with_child(data, step, with_edit(data[step], rest, edit))
    match edit.action:
        case "rename":
            return {edit.value if key == step else key: value for key, value in data.items()}
        case "remove":
            entries = data.items() if isinstance(data, dict) else enumerate(data)
            kept = [(key, value) for key, value in entries if key != step]
            return dict(kept) if isinstance(data, dict) else [value for _, value in kept]
    if edit.action == "insert" and edit.place.route == FIRST:
        return {step: edit.value, **data}
    return with_child(data, step, edit.value)


def with_child(data: Any, step: str | int, value: Any) -> Any:
    """A copy of a list or mapping with another value under a key or index."""
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[step] = value  # type: ignore[index]
    return copy


class Claims:
    """The places of one file that edits want, so that two that touch each other are not made at once.

    Entries of one list or mapping that come or go are taken one at a time: their commas and lines are shared.
    """

    def __init__(self) -> None:
        self.taken: set[Route] = set()
        self.above: set[Route] = set()

    def take(self, edits: Iterable[Edit]) -> bool:
        """Claim the places of a fix; `False`, and nothing is claimed, where one of them is in or around another's."""
        places = {reach(edit) for edit in edits}
        prefixes = {place[:length] for place in places for length in range(len(place) + 1)}
        if prefixes & self.taken or places & self.above:
            return False
        self.taken |= places
        self.above |= prefixes
        return True


def reach(edit: Edit) -> Route:
    """The part of the file that an edit may touch."""
    if edit.action == "uncomment":
        return ("", edit.place.span.line if edit.place.span else 0)
    return edit.place.route[:-1] if edit.action in ("insert", "remove") else edit.place.route
