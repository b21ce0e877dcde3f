"""Foreign text made safe to show: what is hidden, or would steer the reader's terminal or CI, is spelled out.

Names, values and code in a report come from files that anybody may have written. On a terminal a control character can
rewrite lines that are already there, a bidi control shows text in another order than it is read by programs, and a
zero-width character makes two different names look the same. In a GitHub job a printed line can be a command to the
runner. Spelled out (`\\x1b`, `\\u202e`) all of these are visible and harmless.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import TextIO

from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Finding, Level, Span

_HIDDEN = (
    (0x00, 0x1F),  # C0 controls
    (0x7F, 0xA0),  # DEL, C1 controls, no-break space
    (0xAD, 0xAD),  # soft hyphen
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x0600, 0x0605),  # Arabic number signs, which enclose what follows
    (0x061C, 0x061C),  # Arabic letter mark
    (0x06DD, 0x06DD),  # Arabic end of ayah
    (0x070F, 0x070F),  # Syriac abbreviation mark
    (0x0890, 0x0891),  # Arabic pound and piastre marks
    (0x08E2, 0x08E2),  # Arabic disputed end of ayah
    (0x115F, 0x1160),  # Hangul fillers
    (0x1680, 0x1680),  # a space
    (0x17B4, 0x17B5),  # Khmer vowels that do not show
    (0x180B, 0x180F),  # Mongolian selectors and separator
    (0x2000, 0x200F),  # spaces, zero-width characters, direction marks
    (0x2028, 0x202F),  # line and paragraph separator, bidi embeddings and overrides, narrow no-break space
    (0x205F, 0x206F),  # a space, joiners, bidi isolates
    (0x3000, 0x3000),  # ideographic space
    (0x3164, 0x3164),  # Hangul filler
    (0xD800, 0xF8FF),  # lone surrogates; private use, whose look nobody knows
    (0xFDD0, 0xFDEF),  # noncharacters
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFA0, 0xFFA0),  # Hangul filler
    (0xFFF0, 0xFFFB),  # unassigned, interlinear annotation
    (0x110BD, 0x110BD),  # Kaithi number sign
    (0x110CD, 0x110CD),  # Kaithi number sign above
    (0x13430, 0x13440),  # Egyptian format controls
    (0x1BCA0, 0x1BCA3),  # shorthand format controls
    (0x1D173, 0x1D17A),  # musical format controls
    (0xE0000, 0x10FFFF),  # tags, more variation selectors, private use
)
"""Code points that do not show, or show as a plain space. Our own table: the same bytes with every Python's Unicode."""

_FIRST, _LAST = [low for low, _ in _HIDDEN], [high for _, high in _HIDDEN]

_SHORT = {0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r"}
_MARKS = 4
"""Combining marks that may follow one character; more of them paint over the lines around."""


Patches = Callable[[tuple[Finding, ...]], list[list[tuple[str, Span, str]]]]


RULE = regex(r"[a-z0-9-]+/[a-z0-9-]+")


class Manual(Record):
    """What a rule says about itself: its level unless a project sets another, and its manual page."""

    level: Level
    text: str


class About(Record):
    """What a report is of: the command, the projects as folders from here, and the day on which they were judged. `name` is what
    a project calls itself, where it is one alone."""

    version: str
    command: str
    projects: tuple[str, ...] = ()
    day: str = ""
    name: str = ""


class Look(Record):
    """How the caller wants a report to look. `width` counts terminal columns, `manuals` finds a rule by its id.

    `patches` says what the fixes of findings would change: files, the part that goes, the text that comes there.
    With `details` housekeeping is told one by one, too. `pages` is the address below which our rules have their pages,
    `links` whether a terminal can show a link; `about` says what the report is of.
    """

    color: bool = False
    width: int = 80
    clean: str = "nothing to report"
    manuals: Callable[[str], Manual | None] | None = None
    patches: Patches | None = None
    details: bool = False
    pages: str = ""
    links: bool = False
    about: About | None = None

    def page_of(self, rule: str) -> str:
        """The address of a rule's page; empty where nobody said where the pages are, or the rule is not one of ours."""
        return f"{self.pages}/rules/{rule}.md" if self.pages and RULE.fullmatch(rule) else ""

    def manual_of(self, rule: str) -> Manual | None:
        """The manual of a rule, if the caller has one."""
        return self.manuals(rule) if self.manuals else None


def hidden(code: int) -> bool:
    """Whether the code point does not show as what it is."""
    return code & 0xFFFE == 0xFFFE or code <= _LAST[bisect_right(_FIRST, code) - 1]


def _escape(code: int) -> str:
    if code in _SHORT:
        return _SHORT[code]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


class _Spellings(dict[int, str]):
    """How each code point is written in one encoding, found when it is first met."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    def __missing__(self, code: int) -> str:
        shown = _escape(code) if hidden(code) else chr(code)
        if code > 0x7F:
            shown = shown.encode(self._encoding, "backslashreplace").decode(self._encoding)
        self[code] = shown
        return shown


class _Cells(dict[str, int]):
    """The terminal cells of each character: 0 for combining marks, 2 for wide ones."""

    def __missing__(self, char: str) -> int:
        from unicodedata import category, east_asian_width

        if category(char) in ("Mn", "Me") or "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff":
            cells = 0
        else:
            cells = 2 if east_asian_width(char) in "WF" else 1
        self[char] = cells
        return cells


_CELLS = _Cells()


def width(text: str) -> int:
    """The terminal cells that text takes which is already spelled."""
    return len(text) if text.isascii() else sum(map(_CELLS.__getitem__, text))


def is_plain(text: str) -> bool:
    """Whether every character is spelled as itself and takes one cell: nearly all text, and quick to tell."""
    return text.isascii() and text.isprintable() and "##[" not in text


class Spelling:
    """Spells text for one stream: `\\x1b` for ESC, and `\\u2192` for an arrow where the encoding has none."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.encoding: str = getattr(stream, "encoding", None) or "utf-8"
        self._spellings = _Spellings(self.encoding)

    def __call__(self, text: str) -> str:
        """The text on one line, safe to show."""
        return text if is_plain(text) else "".join(self.pieces(text))

    def pieces(self, text: str) -> list[str]:
        """The spelling of each character."""
        pieces = list(map(self._spellings.__getitem__, map(ord, text)))
        at = text.find("##[")
        while at >= 0:  # the GitHub runner takes "##[command]" for a command wherever it stands in a line
            pieces[at + 2] = "\\x5b"
            at = text.find("##[", at + 3)
        if not text.isascii() and max(text) >= "\u0300":
            self._thin(text, pieces)
        return pieces

    def has(self, glyph: str) -> bool:
        """Whether the stream can show the character as it is."""
        return all(self._spellings[ord(char)] == char for char in glyph)

    @staticmethod
    def _thin(text: str, pieces: list[str]) -> None:
        marks = 0
        for at, char in enumerate(text):
            marks = marks + 1 if char >= "\u0300" and _CELLS[char] == 0 else 0
            if marks > _MARKS and pieces[at] == char:
                pieces[at] = _escape(ord(char))


def shorten(text: str, limit: int = 2000) -> str:
    """The text, without its middle when it has more characters than the limit: a name may be a megabyte."""
    if len(text) <= limit:
        return text
    end = limit // 4
    return f"{text[: limit - end]} [{len(text) - limit:,} more characters] {text[-end:]}"


def no_command(line: str) -> str:
    """The line so that the GitHub runner prints it: a line that begins with `::` may be a command."""
    if "::" in line:
        start = len(line) - len(line.lstrip())
        if line.startswith("::", start):
            return f"{line[:start]}\\x3a{line[start + 1 :]}"
    return line


def command_data(text: str) -> str:
    """The text as the message of a GitHub command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def command_property(text: str) -> str:
    """The text as the value of a property of a GitHub command."""
    return command_data(text).replace(":", "%3A").replace(",", "%2C")
