"""The page that text is laid out on: its width, its inks, and how a long line is cut or wrapped."""

from __future__ import annotations

from typing import TextIO

from govern.core.record import Record
from govern.output.safe import Look, Spelling, is_plain, no_command, shorten, width

BOLD, DIM = "1", "2"
RED, GREEN, YELLOW, CYAN = "31", "32", "33", "36"
_TAB = 4
_NARROW, _WIDE = 40, 120
"""Below the first nothing fits, beyond the second lines are hard to read."""


class Cut(Record):
    """The part of a line that fits: what stands before the focus, the focus, and what follows it. All is spelled."""

    head: str
    focus: str
    tail: str


class Page:
    """Spells, paints, wraps and cuts for one stream."""

    def __init__(self, stream: TextIO, look: Look) -> None:
        self.spell = Spelling(stream)
        self.width = min(max(look.width, _NARROW), _WIDE)
        self.arrow = "→" if self.spell.has("→") else "->"
        self.renamed = "→" if self.spell.has("→") else ">"
        self.ellipsis = "…" if self.spell.has("…") else "..."
        self.rule = "─" if self.spell.has("─") else "-"
        self.clean = look.clean
        self.details = look.details
        self._color = look.color
        self._look = look

    def ink(self, text: str, *codes: str) -> str:
        """The text in colour, if colour was asked for."""
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self._color and text else text

    def rule_name(self, rule: str) -> str:
        """The id of a rule; on a terminal that shows links, one to its page."""
        shown, address = self.ink(self.say(rule), DIM), self._look.page_of(rule) if self._look.links else ""
        return f"\x1b]8;;{address}\x1b\\{shown}\x1b]8;;\x1b\\" if address else shown

    def say(self, text: str) -> str:
        """Foreign text on one line, spelled, of bearable length."""
        return self.spell(shorten(text))

    def heading(self, text: str) -> str:
        """The name of what follows, alone on its line."""
        return self.ink(no_command(self.say(text)), BOLD)

    def wrap(self, text: str, indent: int, hang: int | None = None) -> list[str]:
        """Spelled text in lines that fit beside an indent, without the indent; a long word is not broken.

        Lines after the first have `hang` columns instead of `indent`, when that is given.
        """
        room = self.width - indent
        if width(text) <= room:
            return [text]
        lines: list[str] = []
        words: list[str] = []
        used = 0
        for word in text.split(" "):
            cells = width(word)
            if words and used + 1 + cells > room:
                lines.append(" ".join(words))
                words, used = [], 0
                room = self.width - (indent if hang is None else hang)
            used += cells + (1 if words else 0)
            words.append(word)
        return [*lines, " ".join(words)]

    def cut(self, text: str, start: int, end: int, room: int, *, tabs: bool = True, reserve: int = 0) -> Cut:
        """The part of a raw line around `text[start:end]` that takes at most `room` cells; tabs become spaces.

        `reserve` is the focus of the longer one of two lines, so that both are cut at the same character.
        """
        if len(text) <= room and is_plain(text):
            return Cut(text[:start], text[start:end], text[end:])
        low, high = max(0, start - room), start + room
        pieces = self._pieces(text[low:high], tabs)
        cells = [width(piece) for piece in pieces]
        start, end = start - low, min(end - low, len(pieces))
        while 0 < start < len(cells) and cells[start] == 0:
            start -= 1  # a combining mark shows on the character before it
        dots = width(self.ellipsis)
        whole = low == 0 and high >= len(text) and sum(cells) <= room
        left = 0 if whole else _left(cells, start, max(end, start + reserve), room - 2 * dots)
        before = self.ellipsis if low or left else ""
        right = _right(cells, left, room - width(before))
        after = self.ellipsis if right < len(cells) or high < len(text) else ""
        if after:
            right = _right(cells, left, room - width(before) - dots)
        last = min(end, right)
        head, tail = "".join(pieces[left:start]), "".join(pieces[max(start, last) : right])
        return Cut(before + head, "".join(pieces[start:last]), tail + after)

    def _pieces(self, text: str, tabs: bool) -> list[str]:
        pieces = self.spell.pieces(text)
        if not tabs or "\t" not in text:
            return pieces
        column = 0
        for at, char in enumerate(text):
            if char == "\t":
                pieces[at] = " " * (_TAB - column % _TAB)
            column += width(pieces[at])
        return pieces


def _left(cells: list[int], start: int, end: int, room: int) -> int:
    """Where to begin so that the focus and something after it are in view: at the beginning, if that shows them."""
    if sum(cells[:start]) + max(end - start, sum(cells[start:end])) <= room:
        return 0
    focus = min(max(end - start, sum(cells[start:end])), room // 2)
    left, used = start, focus + min(sum(cells[end:]), room // 3)
    while left > 0 and used + cells[left - 1] <= room:
        left -= 1
        used += cells[left]
    while left < start and cells[left] == 0:
        left += 1
    return left


def _right(cells: list[int], left: int, room: int) -> int:
    right, used = left, 0
    while right < len(cells) and used + cells[right] <= room:
        used += cells[right]
        right += 1
    return right
