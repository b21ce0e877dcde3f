"""Tables out of text: CSV, TSV and their like, with the comments, titles and totals that downloads put around them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from govern.core.regex import regex
from govern.counts.table import Row, Table, currency_in

DELIMITERS = (",", "\t", ";", "|")
TOTAL = regex(r"((grand |sub)?totals?|summe|gesamt|insgesamt)(\s?[:–—-].{0,80})?", re.IGNORECASE)
"""What the first, second or last cell of a row says that adds up others."""

SAMPLE = 200
"""How many lines decide about the delimiter."""

SEEN = 20_000
"""How many different cells are remembered so that their like are the same text."""


def text_tables(text: str, file: str) -> tuple[Table, ...]:
    """The tables of a text, in their order; a text that has none has no columns either."""
    remarks, start = preamble(text.removeprefix("\ufeff"))
    body = text.removeprefix("\ufeff")[start:]
    first = text[: len(text) - len(body)].count("\n") + 1
    delimiter = delimiter_of(body)
    found = []
    for line, block in blocks(body, delimiter):
        table = table_of(block, remarks, file, first + line)
        if table is not None:
            found.append(table)
    return tuple(found)


def preamble(text: str) -> tuple[tuple[str, ...], int]:
    """The comments above the first table and where it begins. Below a header a `#` is a cell, such as `#ERROR!`."""
    at, remarks = 0, []
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end].strip()
        if line and not line.startswith("#"):
            break
        if line.strip("#- "):
            remarks.append(line.lstrip("# ").strip())
        at = end + 1
    return tuple(remarks), min(at, len(text))


def delimiter_of(body: str) -> str:
    """What stands between cells: that which cuts most lines of the second half into the most cells, since titles are above."""
    lines = [line for line in body.split("\n", SAMPLE * 2)[: SAMPLE * 2] if line.strip()]
    half = "\n".join(lines[len(lines) // 2 :])
    best, widest = ",", 1
    for delimiter in DELIMITERS:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(half, newline=""), delimiter=delimiter))
        except csv.Error:  # a cell beyond the limit of the library
            continue
        width = max(widths, key=lambda one: (widths[one], one)) if widths else 1
        if width > widest:
            best, widest = delimiter, width
    return best


def blocks(body: str, delimiter: str) -> Iterator[tuple[int, list[Row]]]:
    """The rows between empty lines, and the line on which they begin. An empty line inside quotes does not count.

    Cells that come again are one text: a table of a million orders repeats its days, events and currencies.
    """
    block: list[Row] = []
    begun = 0
    seen: dict[str, str] = {}
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
    while True:
        before = reader.line_num
        try:
            cells = next(reader, None)
        except csv.Error:  # a cell beyond the limit of the library: the row says nothing
            continue
        row = tuple([seen.get(cell) or cell for cell in map(str.strip, cells or ())])
        if len(seen) < SEEN:
            seen.update(zip(row, row, strict=True))
        if not any(row):
            if block:
                yield begun, block
            block = []
            if cells is None:
                return
        else:
            begun = before if not block else begun
            block.append(row)


def table_of(block: list[Row], remarks: tuple[str, ...], file: str, line: int) -> Table | None:
    """The table in some rows. Above its header, titles have at most half of its cells."""
    widths = Counter(len(row) for row in block)
    width = max(widths, key=lambda one: (widths[one], one))
    head = 0
    while head < len(block) - 1 and len(block[head]) * 2 <= width:
        head += 1
    header = block[head]
    if len(header) < 2 and width < 2:
        return None
    titles = tuple(cell for row in block[:head] for cell in row if cell)
    rows: list[Row] = []
    totals: list[Row] = []
    for cells in islice(block, head + 1, None):
        (totals if is_total(cells) else rows).append(cells)
    named = tuple(cell.removeprefix("\ufeff") for cell in header)
    return Table(file, named, tuple(rows), "csv", (*remarks, *titles), tuple(totals), line + head, currency_in(named))


def is_total(cells: Row) -> bool:
    """Whether a row adds up others: its first, second or last cell says so."""
    return any(TOTAL.fullmatch(cell) for cell in (*cells[:2], cells[-1]) if len(cell) < 100)
