"""Conversion goals in a bulk file of Microsoft Advertising: CSV or TSV.

Microsoft Advertising Editor (Export) and the Bulk service (`DownloadCampaignsByAccountIds`, entities of conversion goals).
Between header and data stands a row with the version of the format. Windows are minutes.

Source: the example files of Microsoft's documentation of the Bulk service (`MicrosoftDocs/Advertising`), read 2026-11-30.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from govern.core.errors import GovernError
from govern.core.reader import Given
from govern.core.report import Place, Span
from govern.settings import Setting, Settings
from govern.settings.microsoft import COUNTING, STATUS
from govern.settings.shapes import Collector
from govern.settings.values import Row, known, minutes, number, text_of, truth

PRECEDENCE = 49
READS = "text"
HOLDS = "settings"

COLUMNS = frozenset({"Type", "Name", "Conversion Window In Minutes"})
VERSION = "Format Version"
TOP = 20000


def matches(data: Any) -> bool:
    """Whether a text has the header of goals."""
    return isinstance(data, str) and set(header(data)) >= COLUMNS


def header(text: str) -> list[str]:
    """The cells of the first line."""
    first = text[:TOP].lstrip("\ufeff").partition("\n")[0]
    return [cell.strip().strip('"') for cell in first.rstrip("\r").split(delimiter(first))]


def delimiter(first: str) -> str:
    """What stands between the cells."""
    return "\t" if first.count("\t") > first.count(",") else ","


def read(given: Given) -> tuple[Settings, ...]:
    """The goals of a bulk file."""
    into = Collector(given.file, "microsoft_ads")
    for line, row in rows(str(given.data), given.file):
        kind = text_of(row.get("Type"))
        if not kind.endswith("Goal"):
            continue
        place = Place(given.file, (), Span(line, 1, line, 2), f'conversion "{text_of(row.get("Name"))}"')
        name, id = text_of(row.get("Name")), text_of(row.get("Id"))
        account = text_of(row.get("UET Tag Id"))
        rest = {key: value for key, value in row.items() if value and key not in USED}
        into.found.append(Setting("microsoft_ads", "conversion", name, place, account, id, goal(row), rest))
    return (into.settings(),)


def rows(text: str, file: str) -> Iterator[tuple[int, Row]]:
    """Every line of data, by the names of its columns."""
    names = header(text)
    reader = csv.reader(
        io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter(text[:TOP].partition("\n")[0]), strict=True
    )
    try:
        for cells in reader:
            if reader.line_num > 1 and cells and cells[0] != VERSION:
                yield reader.line_num, dict(zip(names, cells, strict=False))
    except csv.Error as error:
        place = Place(file, (), Span(reader.line_num, 1, reader.line_num, 2))
        raise GovernError(f"the table cannot be read at line {reader.line_num}: {error}", place) from None


USED = ("Type", "Id", "Name", "UET Tag Id", "Status", "Conversion Window In Minutes", "View Through Conversion Window In Minutes",
        "Count Type", "Attribution Model Type", "Exclude From Bidding", "Goal Category", "Revenue Value", "Revenue Type",
        "Conversion Currency Code", "Is Enhanced Conversions Enabled")  # fmt: skip


def goal(row: Row) -> dict[str, Any]:
    """A goal."""
    excluded = truth(row.get("Exclude From Bidding"))
    return known(
        click=minutes(row.get("Conversion Window In Minutes")),
        view=minutes(row.get("View Through Conversion Window In Minutes")),
        counting=COUNTING.get(text_of(row.get("Count Type")).casefold()),
        model=row.get("Attribution Model Type"),
        primary=not excluded if excluded is not None else None,
        category=row.get("Goal Category"),
        method=row.get("Type"),
        status=STATUS.get(text_of(row.get("Status")).casefold()),
        value=number(row.get("Revenue Value")),
        currency=row.get("Conversion Currency Code"),
        always_default=text_of(row.get("Revenue Type")) == "FixedValue" or None,
        enhanced=truth(row.get("Is Enhanced Conversions Enabled")),
    )
