"""Tables as they stand in files: header, rows, and what stood around them."""

from __future__ import annotations

import re

from govern.core.record import Record
from govern.core.regex import regex

Row = tuple[str, ...]

CURRENCY_IN_HEADER = regex(r"\((?!UTC|GMT|CET|EST|PST)([A-Z]{3})\)")


class Table(Record):
    """One table of a file. `form` says how it was wrapped: `csv`, `rows` of JSON, or an answer of an API by its key.

    `remarks` are comments and titles above the header, `totals` the rows that add up others and are not in `rows`.
    """

    file: str
    header: Row
    rows: tuple[Row, ...]
    form: str = "csv"
    remarks: tuple[str, ...] = ()
    totals: tuple[Row, ...] = ()
    line: int = 1
    currency: str = ""

    def position(self, column: str) -> int | None:
        """Where a column is, by the name that its header has or by that name as `plain` leaves it."""
        if column in self.header:
            return self.header.index(column)
        names = self.names
        return names.index(plain(column)) if plain(column) in names else None

    @property
    def names(self) -> list[str]:
        """The headings, as `plain` leaves them."""
        return [plain(heading) for heading in self.header]

    def cells(self, column: str) -> list[str]:
        """The cells of a column, in the order of the rows; empty where a row is too short."""
        at = self.position(column)
        return [] if at is None else [row[at] if at < len(row) else "" for row in self.rows]


def plain(heading: str) -> str:
    """A heading in lower case, one `_` between its words, without the currency in brackets."""
    text = CURRENCY_IN_HEADER.sub("", heading[:200]).replace("\u2019", "'").strip().strip("\ufeff")
    return re.sub(r"[\s_-]+", "_", text).casefold().strip("_.")


def currency_in(header: Row) -> str:
    """The one currency that headings name in brackets, such as `Amount spent (AUD)`."""
    found = {match for heading in header for match in CURRENCY_IN_HEADER.findall(heading[:200])}
    return next(iter(found)) if len(found) == 1 else ""
