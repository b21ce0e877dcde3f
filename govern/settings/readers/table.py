"""Settings in a table that an interface lets somebody download, or that somebody keeps by hand: CSV, TSV or the first sheet of a workbook.

Google Ads: Goals › Conversions › Summary › Download. Microsoft Advertising: Conversion goals › Download. Analytics, Meta, TikTok and LinkedIn: what
their tables of key events, custom definitions, conversions show, copied into a sheet. Headings may be English, German, Spanish, French, Italian,
Portuguese or Dutch; title lines may stand above, totals below. Whose table it is, a column `Platform`, a heading that only one platform has, or
the folder says (`exports/linkedin/conversions.csv`). A table never proves that it is whole. Menus are advice: platforms move them.

Source: headings that public programs and checklists read from Google Ads (`docs/settings.md`); no downloaded file was seen.
"""

from __future__ import annotations

from typing import Any

from govern.access.columns import Columns, normal, platform_of, platform_of_folder
from govern.access.readers.table import Line, delimiter_of, rows_of
from govern.core.reader import Given
from govern.core.report import Place
from govern.settings import LABELS, Oddity, Setting, Settings
from govern.settings.headings import (
    SCOPES,
    SPANS,
    STATES,
    category_in,
    columns_of,
    counting_in,
    platform_in,
    primary_in,
    source_in,
    window_in,
    word_in,
)
from govern.settings.values import known, number
from govern.source.answers import shown
from govern.source.cells import mark_among, micros
from govern.source.days import TWO_DAYS, day_of, order_of

PRECEDENCE = 51
READS = "text"
HOLDS = "settings"

TOTALS = ("total", "gesamt", "summe", "totale", "totaal")
DIMENSION = "dimension"


def matches(data: Any) -> bool:
    """Whether a text is such a table."""
    return isinstance(data, str) and bool(delimiter_of(data, columns_of))


def read(given: Given) -> tuple[Settings, ...]:
    """Every line of a table."""
    rows = [row for row in rows_of(str(given.data), given.file, columns_of) if not is_total(*row)]
    found: list[Setting] = []
    odd: list[Oddity] = []
    marks = {
        at: mark_among(line.cells[at] for line, _ in rows if at < len(line.cells))
        for _, columns in rows[:1]
        for at in columns.at["value"]
    }
    orders = {
        at: order_of(line.cells[at] for line, _ in rows if at < len(line.cells))
        for _, columns in rows[:1]
        for at in columns.at["fired"]
    }
    odd += doubtful(rows, marks)
    for line, columns in rows:
        kind, name = named(columns, line.cells)
        platform = (
            platform_of(columns.cell(line.cells, "platform"), "", "")
            or platform_in(columns)
            or platform_of_folder(given.file)
        )
        place = line.place.replace(entity=f'{LABELS[kind]} "{name}"')
        if not name:
            odd.append(Oddity("the line names nothing", line.place, "its cell for the name is empty"))
        elif not platform:
            odd.append(Oddity(NOBODY, place, "add a column Platform, or put the table into a folder called after it"))
            break
        else:
            fields = fields_of(line, columns, marks, orders)
            odd += unread(line, columns, fields, place)
            id, account = columns.cell(line.cells, "id"), columns.cell(line.cells, "account")
            found.append(Setting(platform, kind, name, place, account, id, fields, columns.others(line.cells)))
    return (Settings(given.file, found[0].platform if found else "", tuple(found), tuple(odd), is_list=False),)


NOBODY = "the table does not say of which platform it is, so nothing in it was judged"


def is_total(line: Line, columns: Columns) -> bool:
    """Whether a line sums the others up."""
    first = normal(next(filter(None, line.cells), ""))
    return first.partition(" ")[0] in TOTALS and not columns.cell(line.cells, "counting")


def named(columns: Columns, cells: list[str]) -> tuple[str, str]:
    """The kind of what a line is about, and its name: of a dimension the parameter, as an answer has it."""
    if columns.at[DIMENSION] and columns.at["parameter"]:
        return DIMENSION, columns.cell(cells, "parameter")
    for kind in ("conversion", "key_event"):
        if columns.at[kind]:
            return kind, columns.cell(cells, kind)
    return "conversion", columns.cell(cells, "name")


def fields_of(line: Line, columns: Columns, marks: dict[int, str], orders: dict[int, Any]) -> dict[str, Any]:
    """What a line says, in our words."""
    cells = line.cells
    windows = {
        span: next((window_in(cell, columns.header[at]) for at, cell in columns.cells(cells, span)), None)
        for span in SPANS
    }
    return known(
        **windows,
        counting=counting_in(columns.cell(cells, "counting")),
        model=columns.cell(cells, "model"),
        primary=primary_in(columns.cell(cells, "primary")),
        status=word_in(columns.cell(cells, "status"), STATES),
        category=category_in(columns.cell(cells, "category")),
        method=source_in(columns.cell(cells, "method")),
        label=columns.cell(cells, "label"),
        currency=columns.cell(cells, "currency").upper()[:3],
        value=next((amount(cell, marks.get(at, "")) for at, cell in columns.cells(cells, "value")), None),
        fired=next(
            (
                day
                for at, cell in columns.cells(cells, "fired")
                if (day := day_of(cell, orders.get(at, ""))) and day != TWO_DAYS
            ),
            None,
        ),
        parameter=columns.cell(cells, "parameter"),
        event=columns.cell(cells, "key_event"),
        scope=word_in(columns.cell(cells, "scope"), SCOPES),
    )


def amount(cell: str, mark: str) -> int | float | None:
    """A value in the decimal sign of its column; nothing where nobody can tell which that is."""
    found = micros(cell, mark or ".") if mark not in ("?", "!") else None
    return None if found is None else number(found / 1_000_000)


def doubtful(rows: list[tuple[Line, Columns]], marks: dict[int, str]) -> list[Oddity]:
    """What is said of a column of values whose decimal sign nobody can tell."""
    return [
        Oddity(
            f'the column "{columns.header[at]}" does not show whether "." or "," stands before decimals, so its values were not read',
            line.place,
            "download the table with values that have two decimals",
        )
        for line, columns in rows[:1]
        for at in columns.at["value"]
        if marks[at] in ("?", "!")
    ]


def unread(line: Line, columns: Columns, fields: dict[str, Any], place: Place) -> list[Oddity]:
    """Cells about windows and counting that nobody understands."""
    asked = [(meaning, columns.cell(line.cells, meaning)) for meaning in (*SPANS, "counting", "primary")]
    return [
        Oddity(f"{place.entity} has {shown(cell)} as {meaning.replace('_', '-')}, which is not understood", place)
        for meaning, cell in asked
        if cell.strip(" -–—") and meaning not in fields
    ]
