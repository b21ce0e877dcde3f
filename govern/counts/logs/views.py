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

DIGITS = "0123456789"


class Adapter(Record):
    """How an engine says what views need. Each takes a column in quotes that holds a text."""

    name: str
    time: Callable[[str], str]
    money: Callable[[str], str]
    number: Callable[[str], str]
    quote: str = '"'

    def quoted(self, name: str) -> str:
        """A column's name in quotes; one with a quote in it is doubled."""
        if self.quote == "`":
            return "`" + name.replace("`", "``") + "`"
        return '"' + name.replace('"', '""') + '"'


def whole(cast: str, column: str) -> str:
    """A number since 1970 as microseconds, by its size."""
    number = cast.format(column)
    return (
        f"case when {number} < 100000000000 then {number} * 1000000 when {number} < 100000000000000 then {number} * 1000 "
        f"when {number} < 100000000000000000 then {number} else {number} - {number} % 1000 end"
    )


def time(cast: str, text: str) -> Callable[[str], str]:
    """The adapter's way to a time: all digits are a number, everything else is a text."""

    def said(column: str) -> str:
        digits = f"length({column}) between 9 and 16 and translate({column}, '{DIGITS}', '') = ''"
        return f"case when {digits} then {whole(cast, column)} else {text.format(column)} end"

    return said


def scaled(cast: str, integer: str) -> Callable[[str], str]:
    """The adapter's way to millionths."""
    return lambda column: f"cast({cast.format(column)} * 1000000 as {integer})"


DUCKDB = Adapter(
    "duckdb",
    time("try_cast({0} as bigint)", "epoch_us(try_cast({0} as timestamptz))"),
    scaled("try_cast({0} as decimal(24, 6))", "bigint"),
    "try_cast({0} as bigint)".format,
)
SPARK = Adapter(
    "spark",
    time("try_cast({0} as bigint)", "unix_micros(try_cast({0} as timestamp))"),
    scaled("try_cast({0} as decimal(24, 6))", "bigint"),
    "try_cast({0} as bigint)".format,
    "`",
)
BIGQUERY = Adapter(
    "bigquery",
    time("safe_cast({0} as int64)", "unix_micros(safe_cast({0} as timestamp))"),
    scaled("safe_cast({0} as numeric)", "int64"),
    "safe_cast({0} as int64)".format,
    "`",
)
SNOWFLAKE = Adapter(
    "snowflake",
    time("try_to_number({0})", "date_part(epoch_microsecond, try_to_timestamp_tz({0}))"),
    scaled("try_to_decimal({0}, 24, 6)", "bigint"),
    "try_to_number({0})".format,
)
DATABRICKS = SPARK.replace(name="databricks")
ADAPTERS = {adapter.name: adapter for adapter in (DUCKDB, SPARK, BIGQUERY, SNOWFLAKE, DATABRICKS)}


def view(adapter: Adapter, columns: dict[str, str], wanted: tuple[str, ...], table: str) -> str:
    """The query that makes a view of a table of texts; what the table has not is null."""
    told = ", ".join(f"{expression(adapter, name, columns.get(name, ''))} as {name}" for name in wanted)
    return f"select {told} from {table}"


def expression(adapter: Adapter, meaning: str, column: str) -> str:
    """What a column of a view is made of."""
    is_number = meaning in (*TIMES, *NUMBERS, "value_micros")
    kinds = {"bigquery": ("int64", "string"), "spark": ("bigint", "string"), "databricks": ("bigint", "string")}
    integer, text = kinds.get(adapter.name, ("bigint", "varchar"))
    if meaning in GROUPED:
        return (
            f"lower(coalesce({adapter.quoted(column)}, ''))"
            if column and meaning == "leg"
            else f"coalesce({adapter.quoted(column)}, '')"
            if column
            else "''"
        )
    if not column:
        return f"cast(null as {integer if is_number else text})"
    quoted = adapter.quoted(column)
    if meaning in TIMES:
        return adapter.time(quoted)
    if meaning == "value_micros":
        return adapter.money(quoted)
    return adapter.number(quoted) if meaning in NUMBERS else quoted


def hits_view(adapter: Adapter, columns: dict[str, str], table: str) -> str:
    """The view of hits."""
    return view(adapter, columns, HITS, table)


def orders_view(adapter: Adapter, columns: dict[str, str], table: str) -> str:
    """The view of orders."""
    return view(adapter, columns, ORDERS, table)


GA4_TEXT = "(select value.string_value from unnest(event_params) where key = '{0}' limit 1)"
GA4_ANY = "(select coalesce(value.string_value, cast(value.int_value as string), cast(value.double_value as string), cast(value.float_value as string)) from unnest(event_params) where key = '{0}' limit 1)"


def ga4_view(table: str) -> str:
    """The view of hits over the export that Analytics itself writes into BigQuery: a row an event, parameters by their key."""
    value = GA4_ANY.format("value")
    told = {
        "account": "stream_id", "event": "event_name", "event_id": GA4_ANY.format("event_id"),
        "order_id": f"coalesce(ecommerce.transaction_id, {GA4_ANY.format('transaction_id')})", "leg": "'browser'",
        "at_us": "event_timestamp", "event_us": "event_timestamp", "value_micros": f"cast(safe_cast({value} as numeric) * 1000000 as int64)",
        "currency": GA4_TEXT.format("currency"), "status": "cast(null as int64)", "ms": "cast(null as int64)",
        "em": "cast(null as string)", "ph": "cast(null as string)", "click": GA4_TEXT.format("gclid"),
        "external_id": "user_id", "ip": "cast(null as string)",
    }  # fmt: skip
    return "select " + ", ".join(f"{told[name]} as {name}" for name in HITS) + f" from {table}"
