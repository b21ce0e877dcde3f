"""What stands in the first sheet of a workbook (.xlsx), as text: days in ISO form, everything else as it was typed.

What is read comes from anybody: parts have a size that is enough for any list, and definitions of entities are refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, timedelta

from govern.core.regex import regex

LARGEST = 64_000_000
"""A part of a workbook is at most so large."""

TALLEST = 300_000
"""A sheet has at most so many rows."""

WIDEST = 1000
"""Columns beyond this are not read."""

SHARED = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
BEGINS = b"PK\x03\x04"
DAYS = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
"""The formats of numbers that every program knows as days."""

DAY = regex(r"[dy]", re.IGNORECASE)
QUOTED = regex(r'"[^"]*"|\[[^\]]*\]|\\.')
SERIAL = regex(r"([0-9]{1,6})(?:\.[0-9]{1,17})?")
LAST = 2_958_465
"""The last day of the calendar as spreadsheets count."""

UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, KeyError, IndexError, OSError)
"""What the library raises for a damaged, cut or encrypted workbook, and ours for parts that are not there."""


class TooLarge(ValueError):
    """A part or a sheet is larger than any list needs; says what, and the limit."""


def is_workbook(raw: bytes) -> bool:
    """Whether bytes are a workbook: an archive that says near its beginning, or at its end, that a workbook is in it."""
    return raw.startswith(BEGINS) and (b"xl/" in raw[:4096] or b"xl/workbook.xml" in raw[-65536:])


def sheet_rows(raw: bytes) -> list[list[str]]:
    """The rows of the first sheet, every cell at its place. Raises one of `UNREADABLE` where there is none."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
        first = min(
            (n for n in names if n.startswith("xl/worksheets/") and n.endswith(".xml")), key=lambda n: (len(n), n)
        )
        shared = parsed(part(archive, SHARED)).shared if SHARED in names else []
        days = parsed(part(archive, STYLES)).days() if STYLES in names else frozenset()
        return list(read_rows(parsed(part(archive, first)), shared, days))


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part, if it is not larger than anything that a list needs."""
    with archive.open(name) as stream:
        raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise TooLarge(f"{name} has more than {LARGEST // 1_000_000} MB")
    return raw


class Sheet:
    """Gathers the cells of a sheet, the shared texts or the formats, while the parser walks through a part."""

    def __init__(self) -> None:
        self.rows: list[dict[int, tuple[str, str, int]]] = []
        self.shared: list[str] = []
        self.formats: dict[int, str] = {}
        self.styles: list[int] = []
        self.place, self.kind, self.text, self.style = -1, "", "", 0
        self.inside = self.phonetic = self.of_cells = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        tag = name.rpartition(":")[2]
        if tag == "row":
            if len(self.rows) >= TALLEST:
                raise TooLarge(f"row {len(self.rows) + 1}: the sheet has more than {TALLEST:,} rows")
            self.rows.append({})
        elif tag == "c":
            known = attributes.get("r", "")
            self.place = number_of(known) if known else self.place + 1
            self.kind, self.text, self.style = attributes.get("t", ""), "", int(attributes.get("s") or 0)
        elif tag == "si":
            self.text = ""
        elif tag == "rPh":
            self.phonetic = True
        elif tag == "numFmt":
            self.formats[int(attributes.get("numFmtId") or 0)] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self.of_cells = True
        elif tag == "xf" and self.of_cells:
            self.styles.append(int(attributes.get("numFmtId") or 0))
        self.inside = tag in ("t", "v") and not self.phonetic

    def closed(self, name: str) -> None:
        """An element ends."""
        tag = name.rpartition(":")[2]
        if tag == "c" and self.rows and 0 <= self.place < WIDEST:
            self.rows[-1][self.place] = (self.kind, self.text, self.style)
        elif tag == "si":
            self.shared.append(self.text)
        elif tag == "row":
            self.place = -1
        elif tag == "rPh":
            self.phonetic = False
        elif tag == "cellXfs":
            self.of_cells = False
        self.inside = False

    def said(self, text: str) -> None:
        """Text between elements."""
        if self.inside:
            self.text += text

    def days(self) -> frozenset[int]:
        """The styles of cells that show their number as a day."""
        own = {id for id, code in self.formats.items() if DAY.search(QUOTED.sub("", code))}
        return frozenset(at for at, id in enumerate(self.styles) if id in DAYS or id in own)


def parsed(raw: bytes) -> Sheet:
    """A part, read by expat; one that declares a type or an entity is refused, since workbooks have none."""
    from xml.parsers import expat

    found, parser = Sheet(), expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = found.opened, found.closed
    parser.CharacterDataHandler = found.said
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refused
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None
    return found


def refused(*declared: object) -> None:
    """What a declaration in a part is answered with."""
    raise ValueError(declared)


def read_rows(sheet: Sheet, shared: list[str], days: frozenset[int]) -> Iterator[list[str]]:
    """The rows, every cell at its place; a number that is shown as a day is one."""
    for cells in sheet.rows:
        texts = {
            at: shared[int(text)] if kind == "s" else day_of(text) if style in days and kind in ("", "n") else text
            for at, (kind, text, style) in cells.items()
        }
        if texts:
            yield [texts.get(at, "") for at in range(max(texts) + 1)]


def number_of(name: str) -> int:
    """The column of a cell's name, counted from 0."""
    found = 0
    for letter in name.rstrip("0123456789").upper()[:3]:
        found = found * 26 + ord(letter) - 64
    return found - 1


def day_of(text: str) -> str:
    """A day that a spreadsheet keeps as the number of days since the end of 1899."""
    found = SERIAL.fullmatch(text)
    if found is None or not 0 < int(found[1]) <= LAST:
        return text
    return (date(1899, 12, 30) + timedelta(days=int(found[1]))).isoformat()
