"""Days as countries write them, `15.11.2026` and `11/15/2026`, as ISO has them. Which of two numbers is the month, the column says: where none
of its cells has a number over 12, nobody knows, and the cells stay as they are."""

from __future__ import annotations

from govern.core.regex import regex
from govern.counts.table import Row, Table
from govern.source.cells import is_absent

DAY = regex(r"([0-9]{1,2})([./])([0-9]{1,2})\2([0-9]{4})((?:[ T,]{1,2}[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)")


WORDS = r"[0-9]{1,2}(?:\.|er)? [^\W\d_]{3,9}\.? [0-9]{4}"
IN_WORDS = regex(r"([0-9]{1,2})(?:\.|er)? ([^\W\d_]{3,9}) ([0-9]{4})")
RANGE_IN_WORDS = regex(rf"({WORDS}) ?[–-] ?({WORDS})")
"""A range of days in German or French: `1. November 2026 – 7. November 2026`."""

MONTHS = (
    ("januar", "janvier"), ("februar", "février"), ("märz", "mars"), ("april", "avril"), ("mai",), ("juni", "juin"), ("juli", "juillet"),
    ("august", "août"), ("september", "septembre"), ("oktober", "octobre"), ("november", "novembre"), ("dezember", "décembre"),
)  # fmt: skip


def iso_of_words(text: str) -> str:
    """A day such as `1. November 2026` or `1 août 2026` as ISO writes it; any other text as it is."""
    found = IN_WORDS.fullmatch(text)
    month = next((at for at, names in enumerate(MONTHS, 1) if found and found[2].casefold() in names), 0)
    return f"{found[3]}-{month:02}-{int(found[1]):02}" if found and month else text


def with_iso_days(table: Table) -> Table:
    """The table with each column of such days as ISO writes them."""
    columns = [written(column) for column in zip(*table.rows, strict=True)] if is_even(table) else []
    changed = {at: cells for at, cells in enumerate(columns) if cells}
    if not changed:
        return table
    rows = (
        tuple(changed[at][n] if at in changed else cell for at, cell in enumerate(row))
        for n, row in enumerate(table.rows)
    )
    return table.replace(rows=tuple(rows))


def is_even(table: Table) -> bool:
    """Whether each row has as many cells as the header."""
    return bool(table.rows) and all(len(row) == len(table.header) for row in table.rows)


def written(cells: Row) -> Row:
    """The cells of a column as ISO writes them; empty where they are not such days, or where nobody knows which."""
    found = [DAY.fullmatch(cell.strip()) for cell in cells]
    days = [one for one in found if one is not None]
    if not days or any(one is None and not is_absent(cell) for one, cell in zip(found, cells, strict=True)):
        return ()
    day_first = any(int(one[1]) > 12 for one in days) or all(one[2] == "." for one in days)
    month_first = any(int(one[3]) > 12 for one in days)
    if day_first == month_first:
        return ()
    day, month = (1, 3) if day_first else (3, 1)
    return tuple(
        f"{one[4]}-{int(one[month]):02}-{int(one[day]):02}{one[5].replace(',', '')}" if one is not None else cell
        for one, cell in zip(found, cells, strict=True)
    )
