"""A random log gives the same rows on DuckDB, on SQLite, and as the text for each warehouse, read back.

SQLite knows neither files nor JSON here: it is given the hits and the orders as DuckDB has read them, and the queries in its
own words (sqlglot). Warehouses cannot be had; of their text only what it means is tried. Spark is asked by the tests.
"""

from __future__ import annotations

import json
import sqlite3
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from logs_random import MADRID, random_rows

from govern.counts.logs import engine
from govern.counts.logs.columns import Columns, hit_columns
from govern.counts.logs.queries import DIALECTS, names, query, written
from tools.trials import Failure, chance
from tools.trials._outcome import folder

GOAL = 200
SECONDS = 0.5


def missing() -> str:
    """What this row needs."""
    return "" if find_spec("duckdb") and find_spec("sqlglot") else "duckdb and sqlglot are not installed"


@cache
def wanted() -> tuple[tuple[str, str], ...]:
    """The queries of hits alone, and their text."""
    return tuple((name, written(query(name), MADRID)) for name in names() if not query(name).needs_orders)


@lru_cache
def put_into(text: str, dialect: str) -> str:
    """A text of DuckDB's in the words of SQLite, or in DuckDB's again after it was in those of a warehouse."""
    import sqlglot

    if dialect == "sqlite":
        return str(sqlglot.transpile(text, "duckdb", "sqlite")[0])
    there = sqlglot.transpile(text, "duckdb", DIALECTS[dialect])[0]
    return str(sqlglot.transpile(there, DIALECTS[dialect], "duckdb")[0])


def attempt(seed: int, number: int) -> Failure | None:
    """One log, all queries."""
    luck = chance("engines", seed, number)
    lines = [json.dumps(row) for row in random_rows(luck.randrange(1 << 30), luck.choice((1, 20, 200, 600)))]
    with folder() as place:
        log = Path(place, "log.jsonl")
        log.write_text("\n".join(lines) + "\n", "utf-8")
        files = engine.files_of((str(log),))
        with engine.connected((files,)) as connection:
            engine.opened(connection, files, None, Columns(hit_columns(engine.header_of(connection, files), {})))
            lite = copied(connection)
            wrong = next(filter(None, (differs(connection, lite, name, text) for name, text in wanted())), "")
    return Failure(f"{len(lines)} hits: {wrong}", "\n".join(lines).encode(), ".jsonl") if wrong else None


def differs(connection: Any, lite: sqlite3.Connection, name: str, text: str) -> str:
    """Where other engines say something else about a query; empty where none does."""
    ours = engine.rows(connection, text)
    for dialect in (name for name in DIALECTS if name != "duckdb"):
        if engine.rows(connection, put_into(text, dialect)) != ours:
            return f"{name} in the words of {dialect} gives other rows"
    theirs = engine.in_order(lite.execute(put_into(text, "sqlite")).fetchall())
    return "" if theirs == ours else f"{name} on SQLite gives {theirs[:2]} where DuckDB gives {ours[:2]}"


def copied(connection: Any) -> sqlite3.Connection:
    """The hits in a database of SQLite."""
    lite = sqlite3.connect(":memory:")
    lite.create_function("translate", 3, translate, deterministic=True)
    found = connection.execute("select * from hits")
    columns = [f'"{column[0]}"' for column in found.description]
    lite.execute(f"create table hits ({', '.join(columns)})")
    lite.executemany(f"insert into hits values ({', '.join('?' * len(columns))})", found.fetchall())
    return lite


def translate(text: str | None, letters: str, others: str) -> str | None:
    """Letters exchanged for others, or left out: standard SQL's, which SQLite lacks."""
    return text if text is None else text.translate({ord(char): others[at : at + 1] for at, char in enumerate(letters)})
