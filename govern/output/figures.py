"""Tables of figures: how a cell is written, and the table in columns for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.output.safe import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govern.core.report import Cell, Figures
    from govern.output.page import Page


def written(cell: Cell, column: str) -> str:
    """A cell as people read it: `13,568`, `+4.9 %`; what is not known is empty."""
    if cell is None:
        return ""
    if column.endswith("%") and isinstance(cell, int | float):
        sign = "+" if cell > 0 else "−" if cell < 0 else ""
        return f"{sign}{abs(cell):.1f} %"
    if isinstance(cell, int):
        return f"{cell:,}".replace("-", "−")
    if isinstance(cell, float):
        return f"{cell:,.2f}".replace("-", "−")
    return cell


def heading(column: str) -> str:
    """A column's name without the sign that its cells have."""
    return column.removesuffix("%").rstrip()


def is_number(figures: Figures, at: int) -> bool:
    """Whether a column holds numbers, which stand under each other by their ends."""
    return all(not isinstance(row[at], str) for row in figures.rows)


def lines(figures: Figures, page: Page) -> Iterator[str]:
    """The table in columns; one that is too wide goes as a row of `name value` below each other."""
    yield page.heading(figures.title)
    rows = [[page.say(written(*one)) for one in zip(row, figures.columns, strict=True)] for row in figures.rows]
    heads = [page.say(heading(column)) for column in figures.columns]
    widths = [max(width(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    if rows and sum(widths) + 2 * len(widths) > page.width:
        for row in rows:
            told = (f"{head} {cell}".strip() for head, cell in zip(heads, row, strict=True) if cell)
            yield from (f"  {line}" for line in page.wrap(", ".join(told), 2))
    elif rows:
        right = [is_number(figures, at) for at in range(len(heads))]
        for row in (heads, *rows):
            cells = (_padded(cell, room, end) for cell, room, end in zip(row, widths, right, strict=True))
            yield f"  {'  '.join(cells)}".rstrip()
    for remark in figures.remarks:
        yield from (f"  {line}" for line in page.wrap(page.say(remark), 2))


def _padded(cell: str, room: int, at_end: bool) -> str:
    blanks = " " * (room - width(cell))
    return blanks + cell if at_end else cell + blanks
