"""The decisions of reviewers, which the table of a report holds: read back before it is written anew, and never lost.

A reviewer fills in `Decision`, `Reviewer` and `Date`, in whichever program, and the next run writes them again beside the same
role. A decision about a role that is no longer live stays at the end of the table.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain, repeat

from govern.core.errors import GovernError
from govern.core.record import Record
from govern.core.report import Place

SUBJECT = ("Platform", "Asset", "Principal", "Role")
DECIDED = ("Decision", "Reviewer", "Date")
BESIDE = ("New role", "Exception until", "Note")
"""What a reviewer may write besides; tables of earlier versions do not have these columns."""

FILLED = ("Decision", "New role", "Exception until", "Reviewer", "Date", "Note")
"""What a reviewer fills in, in the order of the table."""

CHOICES = ("keep", "reduce", "remove", "exception")
DAYS = ("Date", "Exception until")
DELIMITERS = (",", ";", "\t")
GONE = "no longer in the lists"

Subject = tuple[str, ...]


class Decided(Record):
    """What somebody decided about one role of one principal at one asset, and the row as it was."""

    decision: str
    reviewer: str
    day: str
    row: dict[str, str]

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells that a reviewer fills in, as they were."""
        return tuple(self.row.get(name, "") for name in FILLED)

    @property
    def words(self) -> str:
        """The decision as pages show it: `exception until 2026-10-31 by Ana, 2026-09-29`."""
        word, role, until = self.decision.casefold(), self.row.get("New role", ""), self.row.get("Exception until", "")
        more = (
            f" to {role}" if word == "reduce" and role else f" until {until}" if word == "exception" and until else ""
        )
        return f"{word}{more} by {self.reviewer or 'nobody named'}" + (f", {self.day}" if self.day else "")

    @property
    def strictness(self) -> int:
        """How strict it is; of two that were made on one day the stricter counts."""
        word = self.decision.casefold()
        return {"remove": 4, "reduce": 3, "exception": 2, "keep": 1}.get(word, 0)


def read(raw: bytes, file: str) -> dict[Subject, Decided]:
    """The decisions in a table of a report, by what they are about. Raises `GovernError` where it cannot be read: it is not
    overwritten then."""
    return decided_in(all_rows(raw, file))


def all_rows(raw: bytes, file: str) -> Iterator[dict[str, str]]:
    """Every row of a table by heading."""
    try:
        text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    yield from rows_of(text, file)


def read_workbook(raw: bytes, file: str) -> dict[Subject, Decided]:
    """`read`, of the workbook beside the table."""
    from govern.render.reviews import workbook

    rows = workbook.rows_of(raw, file, DAYS)
    header = rows[0] if rows else []
    refuse_header(header, file)
    return decided_in(row_of(header, row) for row in rows[1:])


def merged(one: dict[Subject, Decided], other: dict[Subject, Decided]) -> dict[Subject, Decided]:
    """What was decided in both: the later decision counts, of two of one day the stricter; in either order the same."""
    found = dict(one)
    for key, decided in other.items():
        known = found.get(key)
        if known is None or (decided.day, decided.strictness, decided.cells) > (
            known.day,
            known.strictness,
            known.cells,
        ):
            found[key] = decided
    return found


def decided_in(rows: Iterable[dict[str, str]]) -> dict[Subject, Decided]:
    """The rows in which a reviewer has written something."""
    found: dict[Subject, Decided] = {}
    for row in rows:
        decision, reviewer, day = (row.get(name, "").strip() for name in DECIDED)
        if decision or reviewer or day:
            found[subject(row)] = Decided(decision, reviewer, day, row)
    return found


def subject(row: dict[str, str]) -> Subject:
    """What a row is about."""
    return tuple(row.get(name, "").casefold() for name in SUBJECT)


def rows_of(text: str, file: str) -> Iterator[dict[str, str]]:
    """The rows by heading, as they were before they were made safe for spreadsheets."""
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [plain(cell).strip("\ufeff\"' ") for cell in next(reader, [])]
        refuse_header(header, file)
        for cells in filter(any, reader):
            yield row_of(header, [plain(cell) if cell[:1] == "'" else cell for cell in cells])
    except csv.Error as error:
        message = f"the decisions in this table cannot be read ({error}), so it is not overwritten"
        raise GovernError(message, Place(file), "mend it, or move it away") from None


def row_of(header: list[str], cells: Iterable[str]) -> dict[str, str]:
    """A row by heading; spreadsheets leave out cells at its end that are empty."""
    return dict(zip(header, chain(cells, repeat("")), strict=False))


def refuse_header(header: list[str], file: str) -> None:
    """Refuse a table without the columns that decisions are read by."""
    if not {*SUBJECT, *DECIDED} <= set(header):
        message = "this table has lost columns that decisions are read by, so it is not overwritten"
        raise GovernError(message, Place(file), "move it away, or bring its first line back")


def plain(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell.startswith("'") and len(cell) > 1 else cell
