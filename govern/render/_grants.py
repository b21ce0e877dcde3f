"""The table in which reviewers decide, one row a role, as CSV and as a workbook; what they decided stands in it again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from govern.render import _decisions, _review, _workbook, templates

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a cell begins that a spreadsheet takes for a formula, the full-width forms included."""

HEADER = ("Platform", "Asset", "Principal", "Name", "Kind", "Role", "Rank", "Allows", "Declared", "Approved by", "Reason",
          "Until", "Last active", "Remarks", "Source", *_decisions.FILLED)  # fmt: skip

MOST_ROWS = 100_000
"""A workbook has at most so many rows: spreadsheets open larger ones slowly, and the table has all of them."""

NOBODY: Mapping[_decisions.Subject, _decisions.Decided] = MappingProxyType({})


def lines(
    rows: Iterable[_review.GrantRow], decided: Mapping[_decisions.Subject, _decisions.Decided] = NOBODY
) -> Iterator[list[str]]:
    """Every row as it is read: what was decided stands beside the same role again; decisions about roles that are no longer
    live stand at the end."""
    left = dict(decided)
    for row in rows:
        rank = "" if row.rank is None else str(row.rank)
        cells = (row.platform, row.asset, row.principal, row.name, row.kind, row.role, rank, row.power, row.declared,
                 row.approved_by, row.reason, row.until, row.last_active, " ".join(row.remarks), row.source)  # fmt: skip
        shown = [str(templates.visible(cell)) for cell in cells]
        kept = left.pop(_decisions.subject(dict(zip(HEADER, shown, strict=False))), None)
        yield [*shown, *(kept.cells if kept is not None else ("",) * len(_decisions.FILLED))]
    for kept in left.values():
        row_as_it_was = {**kept.row, "Remarks": _decisions.GONE}
        yield [row_as_it_was.get(name, "") for name in HEADER]


def table(rows: Iterable[_review.GrantRow], decided: Mapping[_decisions.Subject, _decisions.Decided] = NOBODY) -> str:
    """The table as CSV (RFC 4180, with a byte order mark for Excel), no cell of which a spreadsheet runs."""
    stream = io.StringIO()
    stream.write("\ufeff")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADER)
    writer.writerows([defused(cell) for cell in row] for row in lines(rows, decided))
    return stream.getvalue()


def book(rows: Iterable[_review.GrantRow], decided: Mapping[_decisions.Subject, _decisions.Decided] = NOBODY) -> bytes:
    """The table as a workbook, with a list of decisions to choose from; nothing where it would be too large to open."""
    found = [list(HEADER), *lines(rows, decided)]
    if len(found) > MOST_ROWS:
        return b""
    shown = [[str(templates.visible(cell)) for cell in row] for row in found]
    return _workbook.workbook(shown, {HEADER.index("Decision"): _decisions.CHOICES})


def defused(cell: str) -> str:
    """A cell that stays text in every spreadsheet, with nothing hidden in it."""
    starts_formula = cell.lstrip(" \u00a0").startswith(FORMULA)
    text = str(templates.visible(cell))
    return f"'{text}" if starts_formula else text
