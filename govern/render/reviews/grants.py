"""The table in which reviewers decide, one row a role, as CSV and as a workbook; what they decided stands in it again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from govern.render.reviews import decisions, review, workbook
from govern.render.reviews.shown import Shown

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a cell begins that a spreadsheet takes for a formula, the full-width forms included."""

HEADER = ("Platform", "Asset", "Principal", "Name", "Kind", "Role", "Rank", "Allows", "Declared", "Approved by", "Reason",
          "Until", "Last active", "Remarks", "Source", *decisions.FILLED)  # fmt: skip

MOST_ROWS = 20_000
"""A workbook has at most so many rows: larger ones open slowly, and the table has all of them."""

ABOUT = tuple(HEADER.index(name) for name in decisions.SUBJECT)

NOBODY: Mapping[decisions.Subject, decisions.Decided] = MappingProxyType({})


def lines(
    rows: Iterable[review.GrantRow], shown: Shown, decided: Mapping[decisions.Subject, decisions.Decided] = NOBODY
) -> Iterator[list[str]]:
    """Every row as it is shown: what was decided stands beside the same role again; decisions about roles that are no longer
    live stand at the end."""
    left, nothing = dict(decided), [""] * len(decisions.FILLED)
    for row in rows:
        rank = "" if row.rank is None else str(row.rank)
        cells = (row.platform, row.asset, row.principal, row.name, row.kind, row.role, rank, row.power, row.declared,
                 row.approved_by, row.reason, row.until, row.last_active, " ".join(row.remarks), row.source)  # fmt: skip
        line = [shown[cell] for cell in cells]
        subject = tuple(line[at].casefold() for at in ABOUT) if left else ()
        kept = left.pop(subject, None) if left else None
        yield [*line, *(nothing if kept is None else [shown[cell] for cell in kept.cells])]
    for kept in left.values():
        row_as_it_was = {**kept.row, "Remarks": decisions.GONE}
        yield [shown[row_as_it_was.get(name, "")] for name in HEADER]


def with_decisions(
    rows: list[review.GrantRow], decided: Mapping[decisions.Subject, decisions.Decided]
) -> list[review.GrantRow]:
    """The rows, each with what was decided about it in this review, in words; pages leave the others to tick."""
    if not decided:
        return rows
    shown = Shown()
    found = []
    for row in rows:
        about = (row.platform, row.asset, row.principal, row.role)
        kept = decided.get(tuple(shown[cell].casefold() for cell in about))
        found.append(row.replace(decision=kept.words) if kept is not None and kept.strictness else row)
    return found


def table(found: Iterable[list[str]]) -> bytes:
    """The lines as CSV (RFC 4180, with a byte order mark for Excel), no cell of which a spreadsheet runs."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, "utf-8", "surrogatepass", newline="")
    stream.write("\ufeff")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADER)
    cells = Defused()
    writer.writerows([cells[cell] for cell in row] for row in found)
    stream.flush()
    return raw.getvalue()


def book(found: list[list[str]]) -> bytes:
    """The lines as a workbook, with a list of decisions to choose from; nothing where it would be too large to open."""
    if len(found) > MOST_ROWS:
        return b""
    return workbook.workbook([list(HEADER), *found], {HEADER.index("Decision"): decisions.CHOICES})


class Defused(dict[str, str]):
    """Shown cells that stay text in every spreadsheet, each worked out once."""

    def __missing__(self, cell: str) -> str:
        found = self[cell] = defused(cell)
        return found


def defused(cell: str) -> str:
    """A shown cell that stays text in every spreadsheet."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULA) else cell


def table_of_all(rows: Iterable[tuple[str, Mapping[str, object]]]) -> str:
    """The grants of several projects as one table, with the project in front. Decisions are made in each project's own."""
    stream = io.StringIO()
    stream.write("\ufeff")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    names = ("platform", "asset", "principal", "name", "kind", "role", "rank", "power", "declared", "approved_by", "until",
             "last_active")  # fmt: skip
    writer.writerow(("Project", *(name.replace("_", " ").capitalize() for name in names)))
    shown = Shown()
    for project, row in rows:
        cells = (project, *("" if row[name] is None else str(row[name]) for name in names))
        writer.writerow([defused(shown[cell]) for cell in cells])
    return stream.getvalue()
