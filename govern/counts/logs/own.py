"""A query of the team's own over files: one SELECT, since the engine's lock does not keep a file that it may read from being overwritten."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from govern.core.errors import GovernError
from govern.core.record import Record
from govern.counts.logs.engine import Files, connected, lines_of, source

if TYPE_CHECKING:
    import duckdb

MOST = 100_000
"""An answer has at most so many rows: a query counts, and does not copy a log."""

ONE = "write one statement that begins with SELECT or WITH, and nothing that writes, loads or sets"


class Answer(Record):
    """What a query gives: its columns, and its rows in its own order, or sorted where it has none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def answer(connection: duckdb.DuckDBPyConnection, text: str) -> Answer:
    """The rows of a query. Raises `GovernError` where it is not one SELECT, or the engine refuses it."""
    import duckdb

    try:
        statements = connection.extract_statements(text)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise GovernError("the query is not one SELECT", help=ONE)
        found = connection.execute(statements[0])
        rows, columns = found.fetchmany(MOST + 1), tuple(column[0] for column in found.description or ())
    except (duckdb.OutOfMemoryException, duckdb.InterruptException):
        raise
    except (
        duckdb.ParserException,
        duckdb.CatalogException,
        duckdb.BinderException,
        duckdb.PermissionException,
    ) as error:
        raise GovernError(f"the query fails: {str(error).partition(chr(10))[0][:300]}") from None
    except duckdb.Error:  # these quote a value of the log
        raise GovernError(
            "the query fails: a value does not have the form that a cast or a function takes",
            help="try_cast and try_strptime give null there",
        ) from None
    if len(rows) > MOST:
        raise GovernError(f"the query gives more than {MOST:,} rows", help="count in it: group by day and event")
    if not is_ordered(connection, text):
        rows.sort(key=lambda row: [(cell is None, str(cell)) for cell in row])
    return Answer(columns, tuple(rows))


def is_ordered(connection: duckdb.DuckDBPyConnection, text: str) -> bool:
    """Whether a query sorts its own rows; an `order by` within it does not."""
    sorted_by = "json_extract_string(json_serialize_sql(?), '$.statements[0].node.modifiers[*].type')"
    return bool(connection.execute(f"select list_contains({sorted_by}, 'ORDER_MODIFIER')", [text]).fetchall()[0][0])


def table(files: Files, text: str) -> bytes:
    """What a query over the files, as the table `log`, gives: as CSV. Of JSON lines a column `line` has each as it stands, damaged or not."""
    with connected((files,)) as connection:
        over = f"select line from {lines_of(files)}" if files.form == "json" else f"select * from {source(files)}"
        connection.execute(f"create view log as {over}")
        found = answer(connection, text)
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows((found.columns, *found.rows))
    return stream.getvalue().encode()
