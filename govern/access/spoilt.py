"""What is wrong with a table as a whole: it was cut off, two columns have one heading, cells say what nobody understands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govern.access import Oddity
from govern.access.cells import factor_in, state_in
from govern.access.columns import Columns, called, unknown
from govern.access.dated import Line
from govern.core.report import Place
from govern.source.days import NOTHING

Rows = Sequence[tuple[Line, Columns]]
JUDGED = ("principal", "role", "platform", "state", "factor", "last_active")
"""The meanings of columns of which a second one may say something else."""


def cut(text: str, rows: Rows) -> Oddity | None:
    """What shows that a file ends within its last line: it is the only one that is too short, and no line end follows."""
    if not rows or text.endswith(("\n", "\r")):
        return None
    widths = [len(line.cells) - len(columns.header) for line, columns in rows]
    if widths[-1] >= 0 or any(width < 0 for width in widths[:-1]):
        return None
    last, columns = rows[-1]
    cells = "1 cell" if len(last.cells) == 1 else f"{len(last.cells)} cells"
    message = f"the file ends within a line: it has {cells} below a header of {len(columns.header)}"
    return Oddity(message, last.place, "export it again: what stood behind is missing")


def called_twice(columns: Columns, place: Place) -> Iterator[Oddity]:
    """A word for each heading that two columns have, at the line of the header."""
    seen: set[str] = set()
    for at in (at for meaning in JUDGED for at in columns.at[meaning]):
        heading = columns.heading(at)
        if heading in seen:
            message = f'two columns have the heading "{columns.header[at]}", and nobody can tell which of them counts'
            yield Oddity(message, place, "leave one of them, or say in its heading what it is about")
        seen.add(heading)


def of_platforms(columns: Columns) -> tuple[str, ...]:
    """The headings that are names of platforms in a list of people without a column for roles: a matrix of who may do what where, of
    which only the people are read."""
    return tuple(columns.header[at] for at in unknown(columns) if columns.heading(at).replace(" ", "_") in called())


def puzzling(rows: Rows) -> tuple[tuple[str, str], ...]:
    """The first cell of each column of states and second factors that nobody understands, below its heading."""
    found: dict[str, str] = {}
    for line, columns in rows:
        for meaning, says in (("state", state_in), ("factor", factor_in)):
            for at, cell in columns.cells(line.cells, meaning):
                if cell.casefold() not in NOTHING and not says(cell, columns.heading(at)):
                    found.setdefault(columns.header[at], cell)
    return tuple(found.items())
