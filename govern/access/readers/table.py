"""A table of people and roles: CSV or TSV from a spreadsheet or a platform's own download, or a JSON list of objects.

Some platforms have a page to download or copy from (Google Ads: Admin › Access and security; Meta: Business settings ›
People), other lists are kept by hand. The header names the columns; it needs one for the person (email, user,
principal, member) and one for the role (role, permission, access level). Further columns that are understood: name,
platform, asset (account, container, property, customer ID), type, last active, second factor (2-Step Verification, MFA),
status (invited, suspended), invited on or since. Headings may be English, German, Spanish, French, Italian, Portuguese or
Dutch, days in any order: `docs/access.md` has all of them. A table without a column for the platform takes it from the folder
it lies in, such as `exports/linkedin/`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, TypeGuard

from govern.access import AccessList, Factor, Oddity, State
from govern.access.cells import factor_in, state_in
from govern.access.columns import Columns, asset_at, columns_of, kind_in, platform_in, platform_of_folder, roles_in
from govern.access.dated import Dated, dated
from govern.access.entries import MOST, Answer, Collector, kind_of, too_many
from govern.access.spoilt import called_twice, cut, puzzling
from govern.core.errors import GovernError
from govern.core.reader import Given
from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Place, Span
from govern.source.answers import WRAPPERS, next_page

PRECEDENCE = 50
READS = "any"
HOLDS = "access"

DELIMITERS = (",", ";", "\t", "|")
HEADER_WITHIN = 20
"""How many lines of title, date range and the like may stand above the header."""

PLAIN = regex(
    r"\b(?:id|name|phone|mobile|telefon|tel|note|notes|comment|comments|department|team|company|country|language|title|url|link)\b"
)
"""What columns are called of which nobody expects anything for a review."""

NAMED = ("email", "emailAddress", "mail", "displayName", "display_name", "name", "login", "title", "id")
"""What an object in a field is called by, the most telling first."""

STATES: tuple[State, ...] = ("suspended", "invited", "active")
FORMULA_TEXT = regex(r'="(.*)"', re.DOTALL)
ANNOUNCEMENT = regex(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


class Line(Record):
    """One record of the file, and its place."""

    cells: list[str]
    place: Place


def matches(data: Any) -> bool:
    """Whether a text is a table with a person and a role in its header, or JSON a list of objects that name them."""
    if isinstance(data, str):
        return bool(delimiter_of(data))
    rows = rows_in(data)
    return bool(rows) and all(isinstance(row, dict) for row in rows) and columns_of(list(rows[0])) is not None


def read(given: Given) -> tuple[AccessList, ...]:
    """The entries of a table."""
    if isinstance(given.data, str):
        return (read_text(given.data, given.file),)
    return (read_rows(given.data, given.file),)


def rows_in(data: Any) -> list[Any]:
    """The list of objects that JSON is, or wraps under a key such as `data`."""
    if isinstance(data, dict):
        data = next((data[key] for key in (*WRAPPERS, "users", "members") if isinstance(data.get(key), list)), None)
    return data if isinstance(data, list) else []


def read_rows(data: Any, file: str) -> AccessList:
    """The entries in a list of objects. Each has its own header, so keys may be missing here and there."""
    into = Collector(file, "")
    found: list[tuple[Line, Columns]] = []
    rows = rows_in(data)
    if len(rows) > MOST:
        raise too_many(Place(file, (MOST,)))
    for position, row in enumerate(rows):
        line = Line([cell_of(value) for value in row.values()], Place(file, (position,)))
        columns = columns_of(list(row))
        if columns is None:
            into.odd.append(Oddity(f"entry {position + 1} has no person or no role", line.place))
        else:
            found.append((line, columns))
    add_all(found, into)
    return into.list(next_page_of(data)).replace(puzzling=puzzling(found))


def next_page_of(data: Any) -> Answer | None:
    """Where an answer around the rows says that there are more."""
    more = next_page(data, ()) if isinstance(data, dict) else None
    return Answer((), more) if more is not None else None


def cell_of(value: Any) -> str:
    """A JSON value as the cell of a table."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(cell_of, value)))
    if isinstance(value, dict):
        return next((cell_of(value[key]) for key in NAMED if isinstance(value.get(key), str | int)), "")
    return "" if value is None else clean(str(value))


def clean(cell: str) -> str:
    """A cell without surrounding space and without Excel's `="..."` that keeps leading zeros."""
    cell = cell.strip()
    found = FORMULA_TEXT.fullmatch(cell)
    return found[1].replace('""', '"').strip() if found else cell


def announcement(text: str) -> tuple[str, str]:
    """The text without Excel's `sep=;` line, and the delimiter that the line announces."""
    found = ANNOUNCEMENT.match(text)
    return (text[found.end() :], found[1]) if found else (text, "")


def delimiter_of(text: str, meaning: Callable[[list[str]], Columns | None] = columns_of) -> str:
    """The delimiter with which a header near the top means something, in the most columns; empty if none."""
    body, announced = announcement(text)
    top = "\n".join(body.split("\n", HEADER_WITHIN + 5)[: HEADER_WITHIN + 5])
    best, most = "", 0
    for delimiter in announced or (
        DELIMITERS if "\n|" not in f"\n{top}" else DELIMITERS[:3]
    ):  # a table of a README is not a list
        header = next((cells for cells in top_rows(top, delimiter) if meaning(cells) is not None), [])
        if len(header) > most:
            best, most = delimiter, len(header)
    return best


def top_rows(top: str, delimiter: str) -> Iterator[list[str]]:
    """The first rows; the last one may be cut off."""
    reader = csv.reader(io.StringIO(top, newline=""), delimiter=delimiter)
    try:
        for _, cells in zip(range(HEADER_WITHIN), reader, strict=False):
            yield [clean(cell) for cell in cells]
    except csv.Error:
        return


def read_text(text: str, file: str) -> AccessList:
    """The entries of a table in text. Raises `GovernError` where the quoting is broken."""
    into = Collector(file, "")
    rows = list(rows_of(text, file, columns_of))
    add_all(rows, into)
    for columns in {columns.header: columns for _, columns in rows}.values():
        header = next(line.place for line in lines_of(text, file) if tuple(line.cells) == columns.header)
        into.odd.extend(called_twice(columns, header))
    unread = dict.fromkeys(name for line, columns in rows for name in columns.others(line.cells))
    names = tuple(name for name in unread if not PLAIN.search(name.casefold()))
    return into.list().replace(unread=names, puzzling=puzzling(rows), more=cut(text, rows))


def rows_of(text: str, file: str, meaning: Callable[[list[str]], Columns | None]) -> Iterator[tuple[Line, Columns]]:
    """Every line below the header that has something in it, with what the header means."""
    columns, is_first = None, False
    for line in lines_of(text, file, meaning):
        if columns is None:
            columns, is_first = meaning(line.cells), True
        elif is_first and says_more(below := meaning(line.cells), columns):
            columns, is_first = below, False
        elif any(line.cells) and tuple(line.cells) != columns.header:
            is_first = False
            yield line, columns


def says_more(below: Columns | None, columns: Columns) -> TypeGuard[Columns]:
    """Whether a second line of headings, below merged cells, says more than the first."""
    return below is not None and sum(map(bool, below.at.values())) > sum(map(bool, columns.at.values()))


def lines_of(text: str, file: str, meaning: Callable[[list[str]], Columns | None] = columns_of) -> Iterator[Line]:
    """Every record with its place. An unclosed quote would swallow the rest of the list, so it is refused."""
    body, announced = announcement(text)
    delimiter = delimiter_of(text, meaning)
    offset = first = 2 if announced else 1
    refuse_too_many(body, delimiter, file, offset)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield Line([clean(cell) for cell in cells], Place(file, (), Span(first, 1, first, 2)))
            first = offset + reader.line_num
    except csv.Error as error:
        help = "close the quoted cell that begins there, and double the quotes inside it"
        place = Place(file, (), Span(first, 1, first, 2))
        raise GovernError(f"the table cannot be read from line {first} on: {error}", place, help) from None


def refuse_too_many(body: str, delimiter: str, file: str, first: int) -> None:
    """Raise `GovernError` for a table with more lines than a list may have entries, before anything of it is kept."""
    if body.count("\n") <= MOST:
        return
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    with suppress(csv.Error):  # which is told with its line by whoever reads the table
        if next(islice(reader, MOST + HEADER_WITHIN, None), None) is not None:
            line = first + reader.line_num - 1
            raise too_many(Place(file, (), Span(line, 1, line, 2)))


def add_all(rows: list[tuple[Line, Columns]], into: Collector) -> None:
    """The entries of all lines; the columns of days are read as a whole, since one cell shows the order of the others."""
    days = dated(rows, into)
    platform = platform_of_folder(into.file)
    for line, columns in rows:
        add(line, columns, into, days, platform)


TOTALS = frozenset({
    "total", "totals", "grand total", "subtotal", "summe", "gesamt", "gesamtsumme", "insgesamt", "somme", "total général", "totale",
    "suma", "totaal", "totalt", "summa", "итого", "всего", "合計", "総計", "合计", "总计", "합계",
})  # fmt: skip
"""What spreadsheets call a line of sums, where a person would stand."""


def add(line: Line, columns: Columns, into: Collector, days: Dated, nearby: str = "") -> None:
    """The entries of one line: one for each role in each column of roles."""
    cells, name = line.cells, columns.cell(line.cells, "name")
    principal = columns.cell(cells, "principal")
    if not principal:
        into.odd.append(Oddity("the line names nobody", line.place, "its cells for the person are empty"))
        return
    if principal.casefold().rstrip(" :().,0123456789") in TOTALS:
        into.odd.append(
            Oddity(
                f'"{principal}" is a line of sums, which is passed over',
                line.place,
                "if it is somebody, give the address",
            )
        )
        return
    kind = kind_in(columns, columns.cell(cells, "kind")) or kind_of(principal)
    place = line.place.replace(entity=f'{"user" if kind == "person" else kind} "{principal}"')
    if any(cells[len(columns.header) :]):
        message = f'"{principal}" has {len(cells)} cells below a header of {len(columns.header)}'
        into.odd.append(Oddity(message, place, "a cell that holds the delimiter needs quotes"))
    roles = [(at, role) for at in columns.at["role"] if at < len(cells) for role in roles_in(columns, cells[at])]
    state = state_of(line, columns)
    for at, role in roles:
        asset = asset_at(columns, cells, at)
        platform = platform_in(columns, columns.cell(cells, "platform"), asset, role) or nearby
        into.add(principal, role, (), asset=asset, name=name, kind=kind, platform=platform, place=place, state=state,
                 last_active=days.day("last_active", columns, cells), since=days.day("since", columns, cells),
                 factor=factor_of(line, columns), extras=columns.others(cells))  # fmt: skip
    if not roles:
        into.odd.append(Oddity(f'"{principal}" has no role', place))


def state_of(line: Line, columns: Columns) -> State:
    """What the line says about whether the access can be used; one column that closes it outweighs others."""
    told = {state_in(cell, columns.heading(at)) for at, cell in columns.cells(line.cells, "state")}
    return next((state for state in STATES if state in told), "")


def factor_of(line: Line, columns: Columns) -> Factor:
    """What the line says about a second factor, in the first of its columns that says anything."""
    for at, cell in columns.cells(line.cells, "factor"):
        if found := factor_in(cell, columns.heading(at)):
            return found
    return ""
