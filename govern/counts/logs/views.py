"""The views `hits` and `orders` over a log of texts: the only part of a query that differs between engines.

An engine's adapter says five things in its own words: a time as microseconds, an amount as millionths, a whole number, a text, a
name in quotes. A time is a number since 1970, by its size, or a text; one without a zone is read as UTC.
"""

from __future__ import annotations

from collections.abc import Callable

from govern.core.record import Record
from govern.counts.logs.columns import HITS, NUMBERS, ORDERS, TIMES

GROUPED = ("account", "event", "leg")
"""What queries join by, where nothing and an empty text are the same."""


class Adapter(Record):
    """How an engine says what views need. Each takes a column in quotes that holds a text."""

    name: str
    digits: Callable[[str], str]
    time: Callable[[str], str]
    money: Callable[[str], str]
    number: Callable[[str], str]
    quote: str = '"'
    escape: str = ""
    """What stands before a quote, or itself, within a name; where nothing does, a quote is doubled."""
    capitals: bool = False
    """Whether a name that nobody wrote in quotes is kept in capitals there, as Snowflake does."""

    def quoted(self, name: str) -> str:
        """A name of a column or a table in quotes, whatever stands in it."""
        told = name.upper() if self.capitals and name.islower() else name
        if self.escape:
            told = told.replace(self.escape, self.escape * 2)
        return self.quote + told.replace(self.quote, (self.escape or self.quote) + self.quote) + self.quote


def digits(cast: str) -> Callable[[str], str]:
    """The adapter's way to the whole number in a text. Engines differ about `1.5` and `1e9`, so these are left to the reading as a
    time, which takes neither; asking each character costs more than the cast."""
    return lambda column: (
        f"case when not {column} like '%.%' and not {column} like '%e%' and not {column} like '%E%' then {cast.format(column)} end"
    )


def since_1970(number: str) -> str:
    """A number since 1970 as microseconds, by its size."""
    return (
        f"case when {number} < 100000000 then null when {number} < 100000000000 then {number} * 1000000 "
        f"when {number} < 100000000000000 then {number} * 1000 else {number} end"
    )


def scaled(cast: str, integer: str) -> Callable[[str], str]:
    """The adapter's way to millionths."""
    return lambda column: f"cast({cast.format(column)} * 1000000 as {integer})"


DUCKDB = Adapter(
    "duckdb",
    digits("try_cast({0} as bigint)"),
    "epoch_us(try_cast({0} as timestamptz))".format,
    scaled("try_cast({0} as decimal(24, 6))", "bigint"),
    "try_cast({0} as bigint)".format,
)
SPARK = Adapter(
    "spark",
    digits("try_cast({0} as bigint)"),
    "unix_micros(try_cast({0} as timestamp))".format,
    scaled("try_cast({0} as decimal(24, 6))", "bigint"),
    "try_cast({0} as bigint)".format,
    "`",
)
BIGQUERY = Adapter(
    "bigquery",
    digits("safe_cast({0} as int64)"),
    "unix_micros(safe_cast({0} as timestamp))".format,
    scaled("safe_cast({0} as numeric)", "int64"),
    "safe_cast({0} as int64)".format,
    "`",
    "\\",
)
SNOWFLAKE = Adapter(
    "snowflake",
    digits("try_to_number({0})"),
    "date_part(epoch_microsecond, try_to_timestamp_tz({0}))".format,
    scaled("try_to_decimal({0}, 24, 6)", "bigint"),
    "try_to_number({0})".format,
    capitals=True,
)
DATABRICKS = SPARK.replace(name="databricks")
ADAPTERS = {adapter.name: adapter for adapter in (DUCKDB, SPARK, BIGQUERY, SNOWFLAKE, DATABRICKS)}


def view(adapter: Adapter, columns: dict[str, str], wanted: tuple[str, ...], table: str, whole: frozenset[str]) -> str:
    """The query that makes a view of a table of texts; what the table has not is null. Columns that are `whole` numbers already
    are taken as they are. The number that a time is, is worked out once, below."""
    told = ", ".join(f"{expression(adapter, name, columns.get(name, ''), whole)} as {name}" for name in wanted)
    times = [name for name in wanted if name in TIMES and columns.get(name, "") and columns[name] not in whole]
    if not times:
        return f"select {told} from {table}"
    numbers = ", ".join(f"{adapter.digits(adapter.quoted(columns[name]))} as number_of_{name}" for name in times)
    return f"select {told} from (select *, {numbers} from {table}) as texts"


INTEGERS = {"bigquery": ("int64", "string"), "spark": ("bigint", "string"), "databricks": ("bigint", "string")}
"""What whole numbers and texts are called, where not `bigint` and `varchar`."""


def expression(adapter: Adapter, meaning: str, column: str, whole: frozenset[str]) -> str:
    """What a column of a view is made of."""
    quoted = adapter.quoted(column)
    if meaning in GROUPED:
        told = f"coalesce({quoted}, '')" if column else "''"
        return f"lower({told})" if column and meaning == "leg" else told
    if not column:
        integer, text = INTEGERS.get(adapter.name, ("bigint", "varchar"))
        return f"cast(null as {integer if meaning in (*TIMES, *NUMBERS, 'value_micros') else text})"
    if meaning in TIMES:
        return (
            since_1970(quoted)
            if column in whole
            else f"coalesce({since_1970(f'number_of_{meaning}')}, {adapter.time(quoted)})"
        )
    if meaning == "value_micros":
        return f"try_cast(round({quoted} * 1000000) as bigint)" if column in whole else adapter.money(quoted)
    return adapter.number(quoted) if meaning in NUMBERS and column not in whole else quoted


def hits_view(adapter: Adapter, columns: dict[str, str], table: str, whole: frozenset[str] = frozenset()) -> str:
    """The SQL of the view that gives a table of hits our columns."""
    return view(adapter, columns, HITS, table, whole)


def orders_view(adapter: Adapter, columns: dict[str, str], table: str, whole: frozenset[str] = frozenset()) -> str:
    """The view of orders."""
    return view(adapter, columns, ORDERS, table, whole)
