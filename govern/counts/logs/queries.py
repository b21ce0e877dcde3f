"""The queries: written once in DuckDB's SQL, within a subset that means the same everywhere, and put into the words of others.

A query returns whole numbers by group and divides nothing. Days are counted by steps of the zone that stand in the query as
numbers, so that no engine needs a calendar: `local_day(x)` is the first microsecond of the day.
"""

from __future__ import annotations

import os
import re
from itertools import pairwise

from govern.core.errors import GovernError
from govern.core.record import Record
from govern.core.regex import regex
from govern.counts.zones import Zone

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "queries")
LOCAL_DAY = regex(r"local_day\((\w+)\)")
DAY = 86_400_000_000

DIALECTS = {
    "duckdb": "duckdb",
    "spark": "spark",
    "bigquery": "bigquery",
    "snowflake": "snowflake",
    "databricks": "databricks",
}
"""What engines are called, and how sqlglot names their dialect."""


class Query(Record):
    """One query: its name, what it says in words, its text, which of its columns are shares of which: no engine divides."""

    name: str
    title: str
    text: str
    shares: tuple[tuple[str, str], ...] = ()

    @property
    def needs_orders(self) -> bool:
        """Whether it asks the view of orders."""
        return bool(re.search(r"\b(from|join) orders\b", self.text))


def names() -> tuple[str, ...]:
    """The queries there are, from their files."""
    return tuple(sorted(name.removesuffix(".sql") for name in os.listdir(FOLDER) if name.endswith(".sql")))


def query(name: str) -> Query:
    """A query by its name."""
    with open(os.path.join(FOLDER, f"{name}.sql"), encoding="utf-8") as stream:
        lines = stream.read().split("\n")
    title, *remarks = (line.removeprefix("-- ") for line in lines if line.startswith("-- "))
    shares = tuple(remark.removeprefix("share: ").split(" of ") for remark in remarks)
    text = "\n".join(line for line in lines if not line.startswith("-- ")).strip()
    return Query(name, title, text, tuple((part, whole) for part, whole in shares))


def written(found: Query, zone: Zone, dialect: str = "duckdb") -> str:
    """A query in a dialect, with the days of a zone."""
    text = LOCAL_DAY.sub(lambda match: local_day(match[1], zone), found.text)
    return text if dialect == "duckdb" else translated(text, dialect)


def local_day(column: str, zone: Zone) -> str:
    """The first microsecond of the day that a time is of, as the clocks of a zone show it."""
    steps = list(zip(zone.starts, zone.offsets, strict=True))
    if len(steps) == 1:
        local = f"({column} + {steps[0][1]})" if steps[0][1] else column
    else:
        cases = " ".join(
            f"when {column} < {start} then {column} + {offset}" for (_, offset), (start, _) in pairwise(steps)
        )
        local = f"(case {cases} else {column} + {steps[-1][1]} end)"
    return f"({local} - (({local} % {DAY}) + {DAY}) % {DAY})"


def translated(text: str, dialect: str) -> str:
    """A text of DuckDB's in another dialect; what has no counterpart there is an error, not a guess."""
    try:
        import sqlglot
        from sqlglot import ErrorLevel
    except ImportError:
        raise missing("sqlglot") from None
    return sqlglot.transpile(text, "duckdb", DIALECTS[dialect], pretty=True, unsupported_level=ErrorLevel.RAISE)[0]


def missing(library: str) -> GovernError:
    """That a library is not installed, and how to get it."""
    extra = "spark" if library == "pyspark" else "data"
    return GovernError(f"{library} is not installed", help=f'pip install "govern-tracking[{extra}]"')
