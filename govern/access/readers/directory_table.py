"""People of an organisation in a table without roles: an identity provider's download.

Google Workspace: Directory › Users › Download users; Microsoft 365: Users › Active users › Export users; Entra: Users ›
Download users. The header needs a column for the address and one more that is understood: name, status, last sign-in, 2-step
verification, the last day of whoever leaves.
"""

from __future__ import annotations

from typing import Any

from govern.access import AccessList, Oddity
from govern.access.columns import Columns, people_columns
from govern.access.dated import dated
from govern.access.entries import Collector, plain
from govern.access.readers.table import Line, delimiter_of, factor_of, rows_of, state_of
from govern.access.spoilt import cut, of_platforms, puzzling
from govern.core.reader import Given

PRECEDENCE = 55
READS = "text"
HOLDS = "directories"


def matches(data: Any) -> bool:
    """Whether a text is a table with an address and something about its owner."""
    return isinstance(data, str) and bool(delimiter_of(data, people_columns))


def read(given: Given) -> tuple[AccessList, ...]:
    """Every person of the table."""
    into = Collector(given.file, "")
    rows: list[tuple[Line, Columns]] = list(rows_of(given.data, given.file, people_columns))
    days = dated(rows, into)
    for line, columns in rows:
        principal = plain(columns.cell(line.cells, "principal"))
        if not principal:
            into.odd.append(Oddity("the line names nobody", line.place, "its cells for the address are empty"))
            continue
        others = [plain(cell) for _, cell in columns.cells(line.cells, "principal") if plain(cell) != principal]
        into.add(principal, "", (), name=columns.cell(line.cells, "name"), state=state_of(line, columns),
                 last_active=days.day("last_active", columns, line.cells),
                 factor=factor_of(line, columns),
                 place=line.place.replace(entity=f'user "{principal}"'), extras={"also": others, "until": days.day("until", columns, line.cells)})  # fmt: skip
    platforms = tuple(dict.fromkeys(name for _, columns in rows[:1] for name in of_platforms(columns)))
    return (into.list().replace(puzzling=puzzling(rows), more=cut(given.data, rows), unread=platforms),)
