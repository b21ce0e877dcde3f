"""The editor of YAML text: only the bytes concerned change, and what was written is read back.

An edit says where and what; here is how. Comments, quotes, line ends and the byte order mark stay as they are. The
result counts only if reading it gives the old data with exactly these edits made; else it is refused, never guessed.
Whole lines can be exchanged as well, collected and made at once; who does that proves what the file says afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from govern.core.report import Edit, Place, Route, Span
from govern.source import emit, yaml
from govern.source.edits import FIRST, with_edits
from govern.source.positions import Positions
from govern.source.regions import LINE_ENDS, Region, Regions

Change = tuple[int, int, str]
"""A part of the text, by its characters, and what stands there afterwards."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class CannotEdit(Exception):
    """Why an edit is not made here."""


class Editor:
    """One file's bytes and the ways to change them; raises `CannotEdit` where they are not YAML that we read."""

    def __init__(self, raw: bytes) -> None:
        try:
            self.text = yaml.decode(raw)
            tree = yaml.read(self.text)
        except yaml.Refusal as refusal:
            raise CannotEdit(refusal.message) from None
        self.marked = raw.startswith(BYTE_ORDER_MARK)
        self.data = tree.data
        self.positions = Positions(tree)
        self.regions = Regions(self.text, self.positions)
        self.changes: list[Change] = []

    # by edits

    def changed(self, edits: Iterable[Edit]) -> bytes:
        """The file with edits that do not touch each other; raises `CannotEdit` with the reason."""
        edits = tuple(edits)
        return self.proved([self.change(edit) for edit in edits], with_edits(self.data, edits))

    def appended(self, route: Route, items: list[Any]) -> bytes:
        """The file with more items at the end of a list: a line each where the list has lines, else in its brackets.

        Raises `CannotEdit` with the reason.
        """
        before = self.positions.value(route)
        edit = Edit("replace", Place("", route), [*before, *items])
        last = self.regions.item((*route, len(before) - 1)) if before else None
        if last is None:
            return self.changed([edit])
        lines = [f"{' ' * last.dash}- {emit.flow(item)}" for item in items]
        return self.proved([self.lines_at(last.end, last.end, lines)], with_edits(self.data, [edit]))

    def patch(self, edit: Edit) -> tuple[Span, str]:
        """What an edit does to the text, by lines and columns."""
        start, end, new = self.change(edit)
        return Span(*self.regions.position(start), *self.regions.position(end)), new

    def proved(self, changes: Iterable[Change], expected: Any) -> bytes:
        """The file with changes, if it says what is expected; types and the order of keys count."""
        raw = self.made(changes)
        try:
            found = yaml.read(yaml.decode(raw)).data
        except yaml.Refusal as refusal:
            raise CannotEdit(f"the file could not be read afterwards: {refusal.message}") from None
        if repr(found) != repr(expected):
            raise CannotEdit("the file would say something else as well")
        return raw

    def made(self, changes: Iterable[Change]) -> bytes:
        """The file with changes that do not touch each other."""
        parts: list[str] = []
        done = 0
        for start, end, new in sorted(changes, key=lambda change: change[:2]):
            if start < done:
                raise CannotEdit("two edits touch each other")
            parts += (self.text[done:start], new)
            done = end
        text = "".join((*parts, self.text[done:]))
        return (BYTE_ORDER_MARK if self.marked else b"") + text.encode()

    def change(self, edit: Edit) -> Change:
        """What an edit does to the text."""
        route = edit.place.route
        if edit.action == "uncomment":
            return self.uncomment(edit)
        if not self.positions.exists(route[:-1] if edit.action == "insert" else route):
            raise CannotEdit("what it is about is not there any more")
        match edit.action:
            case "replace":
                return self.replace(route, edit.value)
            case "rename":
                return self.rename(route, edit.value)
            case "insert":
                return self.insert(route, edit.value)
        return self.remove(route)

    def replace(self, route: Route, value: Any) -> Change:
        """A value, in the quotes that the old one had."""
        index = self.positions.index(route)
        start, end = self.regions.extent(index)
        old = self.text[start:end]
        found = self.positions.value(route)
        if isinstance(found, dict | list) and not self.regions.is_flow(index):
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
        if key in self.positions.value(route[:-1]):
            raise CannotEdit(f'"{key}" is there already')
        start, end = self.regions.extent(self.positions.index(route) - 1)
        return start, end, written(key, self.text[start:end])

    def insert(self, route: Route, value: Any) -> Change:
        """A new key at the end of a mapping; the version of a file comes first."""
        parent, key = route[:-1], str(route[-1])
        mapping = self.positions.value(parent)
        if route == FIRST and mapping:
            span = self.positions.span(self.positions.index((next(iter(mapping)),)) - 1)
            start = self.regions.offset(span.line, span.column)
            apart = ", " if self.regions.is_flow(0) else self.regions.line_end + " " * (span.column - 1)
            return start, start, f"{key}: {emit.scalar(value)}{apart}"
        if not isinstance(mapping, dict) or key in mapping:
            raise CannotEdit(f'there is no room for "{key}"')
        if self.regions.is_flow(self.positions.index(parent)):
            opened = self.regions.extent(self.positions.index(parent))[0] + 1
            last = self.whole(parent, list(mapping)[-1])[1] if mapping else opened
            comma = ", " if mapping else ""
            return last, last, f"{comma}{emit.scalar(key)}: {emit.flow(value)}"
        if not mapping:
            raise CannotEdit("the mapping is empty")
        first = self.positions.span(self.positions.index((*parent, next(iter(mapping)))) - 1)
        region = self.regions.pair((*parent, list(mapping)[-1]))
        if region is None:
            raise CannotEdit("the mapping shares its lines with something else")
        return self.lines_at(region.end, region.end, list(emit.entry(key, value, first.column - 1)))

    def remove(self, route: Route) -> Change:
        """A key with its value, or an entry of a list."""
        if not route:
            raise CannotEdit("the whole file is never removed")
        parent, step = route[:-1], route[-1]
        if self.regions.is_flow(self.positions.index(parent)):
            return self.remove_from_flow(parent, step)
        region = self.regions.item(route) if isinstance(step, int) else self.regions.pair(route)
        if region is None or (isinstance(step, str) and region.head.strip()):
            raise CannotEdit("it shares its lines with something else")
        return self.lines_at(region.start, region.end, [])

    def remove_from_flow(self, parent: Route, step: str | int) -> Change:
        """An entry between brackets, with the comma that set it apart."""
        siblings = self.positions.value(parent)
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
        index = self.positions.index((*parent, step))
        start, end = self.regions.extent(index)
        return (self.regions.extent(index - 1)[0] if isinstance(step, str) else start), end

    def uncomment(self, edit: Edit) -> Change:
        """A comment to the end of its line, and the line itself where nothing else stands on it."""
        span, starts = edit.place.span, self.regions.starts
        if span is None or span.line >= len(starts):
            raise CannotEdit("the comment is not there any more")
        start, after = self.regions.offset(span.line, span.column), starts[span.line]
        if self.text[start : start + 1] != "#":
            raise CannotEdit("the comment is not there any more")
        before = self.text[starts[span.line - 1] : start]
        if not before.strip():
            return starts[span.line - 1], after, ""
        line_end = len(self.text[start:after].rstrip("\r\n"))
        return start - len(before) + len(before.rstrip()), start + line_end, ""

    # by lines

    def lines_at(self, start: int, end: int, lines: list[str]) -> Change:
        """Lines in the place of those from `start` up to `end`; a file whose last line has no end keeps it so."""
        starts, line_end = self.regions.starts, self.regions.line_end
        text = "".join(line + line_end for line in lines)
        if text and self.text and starts[end] == len(self.text) and not self.text.endswith(LINE_ENDS):
            text = (line_end if start == end else "") + text.removesuffix(line_end)
        return starts[start], starts[end], text

    def exchange(self, region: Region, lines: list[str], *, keep_head: bool = False) -> None:
        """Put other lines in the place of a region; with `keep_head` the dash of an item that begins with it stays."""
        if keep_head:
            lines = [region.head + lines[0][len(region.head) :], *lines[1:]]
        self.changes.append(self.lines_at(region.start, region.end, lines))

    def add_below(self, region: Region, lines: list[str]) -> None:
        """Add lines below a region."""
        self.changes.append(self.lines_at(region.end, region.end, lines))

    def take_out(self, region: Region, *, with_comments: bool = False, is_last: bool = False) -> None:
        """Take a region away, with the comments right above it if they are its own, and the blank line that set it apart."""
        lines, start, end = self.regions.lines, region.start, region.end
        indent = len(lines[start]) - len(lines[start].lstrip(" "))
        while with_comments and start > 0 and lines[start - 1].startswith(" " * indent + "#"):
            start -= 1
        blank_above = start > 0 and not lines[start - 1].strip()
        if blank_above and (is_last or end >= len(lines) or not lines[end].strip()):
            start -= 1
        self.changes.append(self.lines_at(start, end, []))

    def result(self) -> bytes:
        """The file with all lines that were exchanged, added and taken out."""
        return self.made(self.changes)


def written(value: Any, old: str) -> str:
    """A value as text, in the quotes of the text it stands in for."""
    if isinstance(value, dict | list):
        return emit.flow(value)
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
