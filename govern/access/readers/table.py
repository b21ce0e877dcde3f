"""A table of people and roles: CSV or TSV from a spreadsheet or a platform's own download, or a JSON list of objects.

Some platforms have a page to download or copy from (Google Ads: Admin › Access and security; Meta: Business settings ›
People), other lists are kept by hand. The header names the columns; it needs one for the person (email, user,
principal, member) and one for the role (role, permission, access level). Further columns that are understood: name,
platform, asset (account, container, property, customer ID), type, last active.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from govern.access import AccessList, Oddity
from govern.access.columns import Columns, asset_at, columns_of, kind_in, platform_of, roles_in
from govern.access.entries import Collector, kind_of
from govern.core.errors import GovernError
from govern.core.reader import Given
from govern.core.record import Record
from govern.core.report import Place, Span

PRECEDENCE = 50
READS = "any"
HOLDS = "access"

DELIMITERS = (",", ";", "\t")
HEADER_WITHIN = 20
"""How many lines of title, date range and the like may stand above the header."""

FORMULA_TEXT = re.compile(r'="(.*)"', re.DOTALL)
ANNOUNCEMENT = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
ISO_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?")


class Line(Record):
    """One record of the file, and its place."""

    cells: list[str]
    place: Place


def matches(data: Any) -> bool:
    """Whether a text is a table with a person and a role in its header, or JSON a list of objects that name them."""
    if isinstance(data, str):
        return bool(delimiter_of(data))
    if not isinstance(data, list) or not data or not all(isinstance(row, dict) for row in data):
        return False
    return columns_of(list(data[0])) is not None


def read(given: Given) -> tuple[AccessList, ...]:
    """The entries of a table."""
    if isinstance(given.data, str):
        return (read_text(given.data, given.file),)
    return (read_rows(given.data, given.file),)


def read_rows(data: Any, file: str) -> AccessList:
    """The entries in a list of objects. Each has its own header, so keys may be missing here and there."""
    into = Collector(file, "")
    for position, row in enumerate(data):
        line = Line([cell_of(value) for value in row.values()], Place(file, (position,)))
        columns = columns_of(list(row))
        if columns is None:
            into.odd.append(Oddity(f"entry {position + 1} has no person or no role", line.place))
        else:
            add(line, columns, into)
    return into.list()


def cell_of(value: Any) -> str:
    """A JSON value as the cell of a table."""
    if isinstance(value, list):
        return "; ".join(cell_of(item) for item in value)
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


def delimiter_of(text: str) -> str:
    """The delimiter with which a header near the top has a person and a role, in the most columns; empty if none."""
    body, announced = announcement(text)
    top = "\n".join(body.split("\n", HEADER_WITHIN + 5)[: HEADER_WITHIN + 5])
    best, most = "", 0
    for delimiter in announced or DELIMITERS:
        header = next((cells for cells in top_rows(top, delimiter) if columns_of(cells) is not None), [])
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
    columns, into = None, Collector(file, "")
    for line in lines_of(text, file):
        repeated = columns is not None and tuple(line.cells) == columns.header
        if columns is None:
            columns = columns_of(line.cells)
        elif any(line.cells) and not repeated:
            add(line, columns, into)
    return into.list()


def lines_of(text: str, file: str) -> Iterator[Line]:
    """Every record with its place. An unclosed quote would swallow the rest of the list, so it is refused."""
    body, announced = announcement(text)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter_of(text), strict=True)
    offset = first = 2 if announced else 1
    try:
        for cells in reader:
            yield Line([clean(cell) for cell in cells], Place(file, (), Span(first, 1, first, 2)))
            first = offset + reader.line_num
    except csv.Error as error:
        help = "close the quoted cell that begins there, and double the quotes inside it"
        place = Place(file, (), Span(first, 1, first, 2))
        raise GovernError(f"the table cannot be read from line {first} on: {error}", place, help) from None


def add(line: Line, columns: Columns, into: Collector) -> None:
    """The entries of one line: one for each role in each column of roles."""
    cells, name = line.cells, columns.cell(line.cells, "name")
    principal = columns.cell(cells, "principal")
    if not principal:
        into.odd.append(Oddity("the line names nobody", line.place, "its cells for the person are empty"))
        return
    kind = kind_in(columns.cell(cells, "kind")) or kind_of(principal)
    place = line.place.replace(entity=f'{"user" if kind == "person" else kind} "{principal}"')
    if any(cells[len(columns.header) :]):
        message = f'"{principal}" has {len(cells)} cells below a header of {len(columns.header)}'
        into.odd.append(Oddity(message, place, "a cell that holds the delimiter needs quotes"))
    day = ISO_DAY.fullmatch(columns.cell(cells, "last_active"))
    extras = columns.others(cells)
    roles = [(at, role) for at in columns.at["role"] if at < len(cells) for role in roles_in(cells[at])]
    for at, role in roles:
        asset = asset_at(columns, cells, at)
        platform = platform_of(columns.cell(cells, "platform"), asset, role)
        active = day[1] if day else ""
        into.add(principal, role, (), asset=asset, name=name, kind=kind, platform=platform, last_active=active,
                 extras=extras, place=place)  # fmt: skip
    if not roles:
        into.odd.append(Oddity(f'"{principal}" has no role', place))
