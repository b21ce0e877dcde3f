"""The decisions of reviewers, which the table of a report holds: read back before it is written anew, and never lost.

A reviewer fills in `Decision`, `Reviewer` and `Date`, in whichever program, and the next run writes them again beside the same
role. A decision about a role that is no longer live stays at the end of the table.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from govern.core.errors import GovernError
from govern.core.record import Record
from govern.core.report import Place

SUBJECT = ("Platform", "Asset", "Principal", "Role")
DECIDED = ("Decision", "Reviewer", "Date")
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
    def cells(self) -> tuple[str, str, str]:
        """The three cells that a reviewer fills in."""
        return self.decision, self.reviewer, self.day


def read(raw: bytes, file: str) -> dict[Subject, Decided]:
    """The decisions in a table of a report, by what they are about. Raises `GovernError` where it cannot be read: it is not
    overwritten then."""
    try:
        text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    rows = list(rows_of(text, file))
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
        if not {*SUBJECT, *DECIDED} <= set(header):
            message = "this table has lost columns that decisions are read by, so it is not overwritten"
            raise GovernError(message, Place(file), "move it away, or bring its first line back")
        for cells in reader:
            yield dict(zip(header, map(plain, cells), strict=False))
    except csv.Error as error:
        message = f"the decisions in this table cannot be read ({error}), so it is not overwritten"
        raise GovernError(message, Place(file), "mend it, or move it away") from None


def plain(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell.startswith("'") and len(cell) > 1 else cell
