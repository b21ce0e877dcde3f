"""DuckDB inside the tool: the files of a log as views, the queries over them, memory bounded, nothing else in reach.

The engine is locked before a text of anybody's reaches it: only the named files, no network, no extension, no setting. A damaged
line is neither lost nor does it take others with it: if strict reading fails, lines are read as texts and those that are not JSON
are counted. All columns are read as text.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from govern.core.errors import GovernError
from govern.core.record import Record
from govern.counts.logs.columns import EXPORT, MONEY, NUMBERS, TIMES, Columns
from govern.counts.logs.export import export_rows
from govern.counts.logs.queries import missing
from govern.counts.logs.views import DUCKDB, hits_view, orders_view
from govern.platforms.ga4.export import PARAMETERS

if TYPE_CHECKING:
    import duckdb

MEMORY_MB = 440
THREADS = 2
LINE = 2 * 1024 * 1024
"""The longest line: buffers cost a multiple of it."""

INTERRUPTED = "Query interrupted"
"""What the engine raises, as an error of Python's own, when somebody interrupts a query."""

ENDINGS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".parquet": "parquet",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
}
AMOUNTS = frozenset({"DOUBLE", "FLOAT", "BIGINT", "INTEGER"})
"""Types of a column of amounts that are read as they are: a detour through texts costs more than the query."""

SETTINGS = (
    "threads = {threads}", "memory_limit = '{memory}MB'", "temp_directory = '{spill}'", "max_temp_directory_size = '50GB'",
    "preserve_insertion_order = false", "autoinstall_known_extensions = false", "autoload_known_extensions = false",
    "allow_community_extensions = false", "allow_persistent_secrets = false", "python_enable_replacements = false",
    "TimeZone = 'UTC'", "enable_progress_bar = false",
)  # fmt: skip
LOCKS = (
    "allowed_paths = [{files}]",
    "allowed_directories = ['{spill}']",
    "enable_external_access = false",
    "lock_configuration = true",
)


class Files(Record):
    """The files of one log, all of one form: `csv`, `json` (an object a line) or `parquet`."""

    paths: tuple[str, ...]
    form: str


def form_of(path: str) -> str:
    """The form of a file: by its first bytes, and where they say nothing by its ending."""
    try:
        with open(path, "rb") as stream:
            start = stream.read(64).lstrip()
    except OSError as error:
        raise GovernError(f"{path} cannot be read: {error.strerror}") from None
    if start[:4] == b"PAR1":
        return "parquet"
    if start[:1] == b"{":
        return "json"
    return ENDINGS.get(os.path.splitext(path)[1].lower(), "csv")


def files_of(paths: tuple[str, ...]) -> Files:
    """The files that some paths stand for; folders with all that is in them, partitioned or not."""
    from govern.source.files import walk

    found: list[str] = []
    for path in paths:
        found += [file for file, _ in walk(path)] if os.path.isdir(path) else [path]
    if not found:
        raise GovernError("there is no file in what was named")
    if odd := next((path for path in found if not os.path.isfile(path)), None):
        what = "is not a file, which the engine needs" if os.path.exists(odd) or odd == "-" else "does not exist"
        raise GovernError(f"{odd} {what}")
    if not any(os.path.getsize(path) for path in found):
        raise GovernError(f"{found[0]} is empty" if len(found) == 1 else "all files in what was named are empty")
    real = tuple(os.path.realpath(path) for path in found)
    forms = {form_of(path) for path in real}
    if len(forms) > 1:
        raise GovernError(f"the files are of several forms ({', '.join(sorted(forms))}): name those of one")
    return Files(real, forms.pop())


@contextmanager
def connected(every: tuple[Files, ...], memory: int = MEMORY_MB) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads some files and nothing else. What it writes when memory is short is removed, whatever happens."""
    try:
        import duckdb
    except ImportError:
        raise missing("duckdb") from None
    spill = tempfile.mkdtemp(prefix="govern-")
    connection = duckdb.connect()
    try:
        names = ", ".join(literal(path) for files in every for path in files.paths)
        values = {"threads": THREADS, "memory": memory, "spill": spill.replace("'", "''"), "files": names}
        for setting in (*SETTINGS, *LOCKS):
            connection.execute(f"set {setting.format(**values)}")
        yield connection
    except duckdb.OutOfMemoryException:
        raise GovernError(f"the query needs more than {memory} MB", help="allow more with --memory") from None
    except (duckdb.InterruptException, RuntimeError) as error:
        if isinstance(error, duckdb.InterruptException) or str(error) == INTERRUPTED:
            raise KeyboardInterrupt from None
        raise
    except duckdb.Error as error:
        raise unread(error) from None
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


def unread(error: duckdb.Error) -> GovernError:
    """Why the engine could not read a log: its first line, which names file and line; a value that it quotes is left out."""
    import duckdb

    why = str(error).partition("\n")[0][:300]
    if isinstance(error, duckdb.ConversionException):
        why = "a value does not have the form of its column"
    help = "expected JSON lines (an object a line), CSV in UTF-8 with a header, or Parquet"
    return GovernError(f"the log cannot be read: {why}", help=help)


def literal(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"


def source(files: Files, columns: tuple[str, ...] = ()) -> str:
    """The function that reads files. JSON is read by the `columns` that are named, all as text."""
    paths = f"[{', '.join(map(literal, files.paths))}]"
    if files.form == "parquet":
        return f"read_parquet({paths}, hive_partitioning = true, union_by_name = true)"
    if files.form == "csv":
        return f"read_csv({paths}, all_varchar = true, header = true, union_by_name = true, hive_partitioning = true, max_line_size = {LINE})"
    told = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in columns)
    return f"read_json({paths}, format = 'newline_delimited', columns = {{{told}}}, maximum_object_size = {LINE}, hive_partitioning = true)"


def lines_of(files: Files) -> str:
    """The function that reads the lines of files as they are."""
    paths = f"[{', '.join(map(literal, files.paths))}]"
    return (
        f"read_csv({paths}, delim = chr(1), quote = '', escape = '', header = false, auto_detect = false, "
        f"columns = {{'line': 'VARCHAR'}}, max_line_size = {LINE}, null_padding = false)"
    )


def header_of(connection: duckdb.DuckDBPyConnection, files: Files) -> tuple[str, ...]:
    """The columns of files: those of a table, or the keys of the first thousand objects, inner ones as `outer.inner`."""
    if files.form != "json":
        return tuple(row[0] for row in connection.execute(f"describe select * from {source(files)}").fetchall())
    import json

    found: dict[str, None] = {}
    rows = connection.execute(f"select line from {lines_of(files)} where json_valid(line) limit 1000").fetchall()
    for (line,) in rows:
        with suppress(RecursionError):
            add_keys(found, json.loads(line))
    return tuple(found)


def add_keys(found: dict[str, None], data: Any, prefix: str = "") -> None:
    """Add the keys of an object and of the objects in it, `a.b` and one level deeper; of lists only the parameters of Analytics."""
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, dict) and not prefix.count("."):
                add_keys(found, value, f"{prefix}{key}.")
            elif not isinstance(value, list) or key == PARAMETERS:
                found[f"{prefix}{key}"] = None


def opened(connection: duckdb.DuckDBPyConnection, hits: Files, orders: Files | None, columns: Columns) -> int:
    """Make the views; returns how many lines of JSON are damaged. Raises `GovernError` where no hit of a log has a time."""
    damaged = make(connection, "hits", hits, columns.hits)
    if not connection.execute("select 1 from hits where at_us is not null limit 1").fetchall():
        any_row = connection.execute("select 1 from raw_hits limit 1").fetchall()
        why = f'no row has a time in "{columns.hits["at_us"]}" that can be read' if any_row else "it holds no row"
        raise GovernError(f"there is nothing to count in the log: {why}")
    if orders is not None:
        damaged += make(connection, "orders", orders, columns.orders)
    return damaged


def make(connection: duckdb.DuckDBPyConnection, name: str, files: Files, columns: dict[str, str]) -> int:
    """The view of one log over its files; returns how many of its lines are damaged."""
    wanted = tuple(dict.fromkeys(columns.values()))
    sound = f"select case when json_valid(line) then line end as line from {lines_of(files)}"
    if columns == EXPORT:
        rows = f"select cast(to_json(told) as varchar) as line from {source(files)} as told"
        lines = sound if files.form == "json" else rows
        connection.execute(f"create view raw_hits as {export_rows(lines, field)}")
        connection.execute(f"create view hits as {hits_view(DUCKDB, columns, 'raw_hits')}")
        return damaged_in(connection, files)
    told = hits_view if name == "hits" else orders_view
    if files.form != "json":
        known = {row[0]: row[1] for row in connection.execute(f"describe select * from {source(files)}").fetchall()}
        texts = {column for meaning, column in columns.items() if meaning not in (*TIMES, *NUMBERS, MONEY)}
        money = {columns.get(MONEY, "")} - texts
        whole = frozenset(column for column in wanted if known.get(column) == "BIGINT" and column not in texts | money)
        whole |= {column for column in money if known.get(column) in AMOUNTS}
        parts = ", ".join(
            quoted(column) if column in whole else f"cast({quoted(column)} as varchar) as {quoted(column)}"
            for column in wanted
        )
        connection.execute(f"create view raw_{name} as select {parts} from {source(files)}")
        connection.execute(f"create view {name} as {told(DUCKDB, columns, f'raw_{name}', whole)}")
        return 0
    if is_sound(connection, files, wanted):
        connection.execute(f"create view raw_{name} as select * from {source(files, wanted)}")
        connection.execute(f"create view {name} as {told(DUCKDB, columns, f'raw_{name}')}")
        return 0
    parts = ", ".join(f"{field(column)} as {quoted(column)}" for column in wanted)
    connection.execute(f"create view raw_{name} as select {parts} from ({sound}) where line is not null")
    connection.execute(f"create view {name} as {told(DUCKDB, columns, f'raw_{name}')}")
    return damaged_in(connection, files)


def damaged_in(connection: duckdb.DuckDBPyConnection, files: Files) -> int:
    """How many lines of files are not JSON; tables have none."""
    if files.form != "json":
        return 0
    bad = f"select count(*) from {lines_of(files)} where not json_valid(line) and length(trim(line)) > 0"
    return int(connection.execute(bad).fetchall()[0][0])


def is_sound(connection: duckdb.DuckDBPyConnection, files: Files, wanted: tuple[str, ...]) -> bool:
    """Whether all lines of JSON can be read strictly, by columns that are not inside of others."""
    import duckdb

    if any("." in column for column in wanted):
        return False
    try:
        connection.execute(f"select count(*), count({quoted(wanted[0])}) from {source(files, wanted)}").fetchall()
    except (duckdb.OutOfMemoryException, duckdb.InterruptException):
        raise
    except duckdb.Error:
        return False
    return True


def quoted(column: str) -> str:
    """A column's name in quotes."""
    return DUCKDB.quoted(column)


def field(column: str) -> str:
    """A field of a line of JSON as text; a dot leads into an object."""
    steps = (step.replace("\\", "\\\\").replace('"', '\\"') for step in column.split("."))
    path = "$." + ".".join(f'"{step}"' for step in steps)
    return f"json_extract_string(line, {literal(path)})"


def damaged_lines(files: Files, most: int = 5) -> list[tuple[str, int]]:
    """The first damaged lines: file and number. A line ends at a line feed alone."""
    import json

    found: list[tuple[str, int]] = []
    for path in files.paths:
        with open(path, encoding="utf-8", errors="replace", newline="\n") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    try:
                        json.loads(line)
                    except (ValueError, RecursionError):
                        found.append((path, number))
                        if len(found) == most:
                            return found
    return found


def rows(connection: duckdb.DuckDBPyConnection, text: str) -> list[tuple[Any, ...]]:
    """The rows of a query, in the order of their cells, which no engine has to know."""
    return in_order(connection.execute(text).fetchall())


def in_order(found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows sorted by their cells, what is not known last; sums as whole numbers."""
    plain = [tuple(cell if cell is None or isinstance(cell, str) else int(cell) for cell in row) for row in found]
    return sorted(plain, key=lambda row: [(cell is None, "" if cell is None else cell) for cell in row])
