"""The columns of days in a table: one order for a whole column, and a word about the cells that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from govern.access import Oddity
from govern.access.cells import counts_days
from govern.access.columns import Columns, spelt
from govern.access.entries import Collector
from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Place
from govern.source.ago import ago
from govern.source.answers import shown
from govern.source.days import NOTHING, TWO_DAYS, Order, day_of, last_of, order_of

LONGEST_COUNT, LONGEST_QUARTER = 4, 40
"""Digits of a number of days, a longer one is not a number that a person reads; letters of a quarter."""

QUARTER = regex(
    r"(?:[QT]([1-4])[ /-]?|([1-4])(?:st|nd|rd|th|\.|er|e|º|°|ª)? ?(?:quarter|quartal|trimestre|trim\.?|kwartaal) (?:de |del |du )?)(20[0-9]{2})",
    re.IGNORECASE,
)
YEAR_AHEAD = regex(r"(20[0-9]{2})[ /-]?[QT]([1-4])", re.IGNORECASE)
"""A quarter of a year, the number of it ahead of the year or behind."""

COUNTED = regex(r"([0-9]{5})(?:\.[0-9]{1,17})?")
FIRST_COUNTED, LAST_COUNTED = 36526, 73050
"""Days since the end of 1899, as spreadsheets count, from 2000 to 2099."""

DATED = ("last_active", "since", "until")
"""The meanings whose columns hold days."""


class Line(Protocol):
    """One line of a table, and its place."""

    @property
    def cells(self) -> list[str]:
        """Its cells."""

    @property
    def place(self) -> Place:
        """Where it stands."""


class Dated(Record):
    """The order in which each column writes its days, by heading."""

    orders: dict[str, Order]

    def day(self, meaning: str, columns: Columns, cells: list[str]) -> str:
        """The day in the first cell with this meaning, or how long ago it was; nothing where it could be two days or is not a day."""
        for at, cell in columns.cells(cells, meaning):
            found = day_in(cell, columns.heading(at), self.orders.get(columns.header[at], ""))
            return "" if found == TWO_DAYS else found
        return ""


def day_in(cell: str, heading: str, order: Order) -> str:
    """The day in a cell, or how long ago it was, `TWO_DAYS`, or nothing; below a heading such as `Days inactive` it is a number."""
    if counts_days(heading) and cell.isdecimal() and len(cell) <= LONGEST_COUNT:
        return f"P{int(cell)}D"
    if counted := COUNTED.fullmatch(cell):
        return "" if counts_days(heading) else counted_day(int(counted[1]))
    return day_of(cell, order) or quarter_end(cell) or ago(cell)


def counted_day(number: int) -> str:
    """The day that a spreadsheet left as its number; in a column of days it has this one meaning."""
    from govern.source.workbook import day_of as day_counted

    return day_counted(str(number)) if FIRST_COUNTED <= number <= LAST_COUNTED else ""


def quarter_end(cell: str) -> str:
    """The last day of a quarter, the latest that `Q1 2026` can be; nothing for other texts, and for a quarter without its year."""
    text = cell.strip()[:LONGEST_QUARTER]
    if found := QUARTER.fullmatch(text):
        quarter, year = int(found[1] or found[2]), int(found[3])
    elif found := YEAR_AHEAD.fullmatch(text):
        quarter, year = int(found[2]), int(found[1])
    else:
        return ""
    return last_of(year, quarter * 3)


def dated(rows: Sequence[tuple[Line, Columns]], into: Collector) -> Dated:
    """The order of each column of days; what it cannot say is said once a column, at the first such cell."""
    columns: dict[str, list[tuple[str, Line]]] = {}
    for line, meanings in rows:
        for meaning in DATED:
            for at, cell in meanings.cells(line.cells, meaning):
                columns.setdefault(meanings.header[at], []).append((cell, line))
    orders = {heading: order_of(cell for cell, _ in cells) for heading, cells in columns.items()}
    for heading, cells in columns.items():
        into.odd.extend(unread(heading, cells, orders[heading]))
    return Dated(orders)


def unread(heading: str, cells: Sequence[tuple[str, Line]], order: Order) -> Iterable[Oddity]:
    """What is said of a column: that its days could be two, and that it holds something that is not a day."""
    read = [(day_in(cell, spelt(heading), order), cell, line) for cell, line in cells]
    for _, cell, line in [row for row in read if row[0] == TWO_DAYS][:1]:
        message = f'the column "{heading}" writes {shown(cell)}, which could be two days, so its days were not read'
        yield Oddity(message, line.place, "export the list with days as YYYY-MM-DD")
    strange = [row for row in read if not row[0] and row[1].strip().casefold() not in NOTHING]
    for _, cell, line in strange[:1]:
        message = f'the column "{heading}" says {shown(cell)}, which is not read as a day'
        more = f"; others do too, {len(strange)} in all" if len(strange) > 1 else ""
        yield Oddity(message + more, line.place, "export the list with days as YYYY-MM-DD")
