"""The matrix of a review: a row a person, a column an asset, in each cell what somebody can do there, in a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govern.access.register import ADMIN, LISTED
from govern.core.record import Record
from govern.render.reviews.review import GrantRow

WORDS = ((90, "Admin"), (50, "Publish"), (25, "Edit"), (15, "Analyse"), (6, "Read"), (1, "Listed"))
"""What a rank is called, from the mightiest down."""

GONE = "×", "has left, or the grant has ended"
SIGNS = (
    ("departed-person", *GONE),
    ("suspended-person", *GONE),
    ("undeclared-grant", "!", "not declared"),
    ("dormant", "z", "not used for long"),
)
"""What a cell says besides, as a sign and in words, the worst first."""

WIDEST = 24
"""A matrix of more assets than this is one a platform."""


MOST = 5_000
"""A matrix has at most so many cells; who may do most comes first."""


class Cell(Record):
    """One cell: the word, a name for its colour, a sign and what it means; empty where somebody has nothing there."""

    word: str = ""
    tone: str = ""
    sign: str = ""
    means: str = ""


class Row(Record):
    """One person, and what they can do at each asset."""

    principal: str
    name: str
    kind: str
    cells: tuple[Cell, ...]


class Matrix(Record):
    """A matrix: `columns` are (platform, asset, listed), `groups` (what they can do at most, rows)."""

    title: str
    columns: tuple[tuple[str, str, bool], ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]


def matrices(rows: Iterable[GrantRow], unlisted: Iterable[tuple[str, str]]) -> list[Matrix]:
    """The matrix of everybody in the lists; assets of which there is no list have a column without cells."""
    held = [row for row in rows if row.rank is None or row.rank > 0]
    columns = sorted({(row.platform, row.asset) for row in held})
    seen = {platform for platform, _ in columns}
    empty = sorted({(platform, asset) for platform, asset in unlisted if platform not in seen})
    if len(columns) <= WIDEST:
        return [matrix("", columns, empty, held)] if columns else []
    names = dict.fromkeys(platform for platform, _ in columns)
    return [
        matrix(
            name, [column for column in columns if column[0] == name], [], [row for row in held if row.platform == name]
        )
        for name in names
    ]


def matrix(title: str, columns: list[tuple[str, str]], empty: list[tuple[str, str]], held: list[GrantRow]) -> Matrix:
    """One matrix: administrators first, then who publishes or edits, then who reads; the mightiest of each first."""
    people: dict[str, dict[tuple[str, str], list[GrantRow]]] = {}
    for row in held:
        people.setdefault(row.principal.casefold(), {}).setdefault((row.platform, row.asset), []).append(row)
    ranked = [(most(cells), cells) for _, cells in sorted(people.items())]
    ranked.sort(key=lambda pair: -pair[0])
    cut = max(1, MOST // max(1, len(columns) + len(empty)))
    left = len(ranked) - cut
    made = [(rank, row_of(cells, [*columns, *empty])) for rank, cells in ranked[:cut]]
    title = f"{title} (the {cut} mightiest; {left} more stand in the table)".strip() if left > 0 else title
    heads = (*((platform, asset, True) for platform, asset in columns), *((p, asset, False) for p, asset in empty))
    return Matrix(title, heads, tuple(groups(made)))


def groups(made: list[tuple[int, Row]]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The rows in three groups; an empty one is left out."""
    for name, least, below in (("Administrators", ADMIN, 999), ("Publish or edit", 25, ADMIN), ("Read only", -1, 25)):
        rows = tuple(row for rank, row in made if least <= rank < below)
        if rows:
            yield name, rows


def most(cells: dict[tuple[str, str], list[GrantRow]]) -> int:
    """The highest rank that somebody has anywhere."""
    return max((row.rank or 0 for rows in cells.values() for row in rows), default=0)


def row_of(cells: dict[tuple[str, str], list[GrantRow]], columns: list[tuple[str, str]]) -> Row:
    """The row of a person."""
    first = next(iter(cells.values()))[0]
    name = next((row.name for rows in cells.values() for row in rows if row.name), "")
    shown = (name, first.principal) if name and "@" not in first.principal else (first.principal, name)
    return Row(*shown, first.kind, tuple(cell_of(cells.get(column, [])) for column in columns))


def cell_of(rows: list[GrantRow]) -> Cell:
    """The cell of everything that somebody has at one asset."""
    if not rows:
        return Cell()
    rank = max((row.rank for row in rows if row.rank is not None), default=None)
    if rank is None or rank <= 0:
        return Cell(rows[0].role, "other")
    word = next(word for least, word in WORDS if rank >= least)
    remarks = {remark for row in rows for remark in row.remarks}
    if rank <= LISTED:
        return Cell(word, "listed")
    more = any(row.declared.startswith("as ") for row in rows)
    sign, means = ("↑", "more than declared") if more else next(
        ((sign, means) for remark, sign, means in SIGNS if remark in remarks), ("", ""))  # fmt: skip
    return Cell(word, word.casefold(), sign, means)
