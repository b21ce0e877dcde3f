"""`logs`: the checks of a log of hits as queries, on this machine, on Spark, or as text for a warehouse."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govern.core.errors import GovernError
from govern.core.record import Record
from govern.core.report import Cell, Figures, Report

if TYPE_CHECKING:
    from govern.counts.logs.columns import Columns
    from govern.counts.logs.engine import Files
    from govern.counts.logs.own import Answer
    from govern.counts.logs.queries import Query
    from govern.counts.zones import Zone

EARLIEST, LATEST = 1_577_836_800_000_000, 1_893_456_000_000_000
"""2020 and 2030: logs are of these years, and each change of clocks in between stands in a query that counts days."""

Told = list[tuple[Any, ...]]


class Asked(Record):
    """What somebody wants to know of which log. `columns` are pairs such as `event_id=id`."""

    paths: tuple[str, ...] = ()
    orders: str = ""
    zone: str = "UTC"
    only: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    engine: str = "duckdb"
    master: str = "local[2]"
    megabytes: int = 440
    select: str = ""


def logs(asked: Asked) -> Report:
    """The answers of the queries over a log, as figures."""
    from govern.counts.logs.engine import files_of

    if not asked.paths:
        raise GovernError("there is no log to look at", help="govern logs FILE, or a folder of files")
    if asked.select and asked.engine != "duckdb":
        raise GovernError("a query of your own runs on DuckDB alone, where nothing else is in its reach")
    chosen, zone = () if asked.select else queries(asked), zone_of(asked.zone)
    every = {"hits": files_of(asked.paths), **({"orders": files_of((asked.orders,))} if asked.orders else {})}
    columns, damaged, found, own = answers(asked, chosen, every, zone)
    told = tuple(table(one, rows, asked.zone) for one, rows in zip(chosen, found, strict=True))
    told += (of_own(own),) if own is not None else ()
    return Report(figures=told, notes=tuple(remarks(columns, every, damaged)))


def answers(
    asked: Asked, chosen: tuple[Query, ...], every: dict[str, Files], zone: Zone
) -> tuple[Columns, int, list[Told], Answer | None]:
    """The columns that were found, how many lines are damaged, the rows of each query, and the answer to one's own."""
    from govern.counts.logs import engine
    from govern.counts.logs.columns import Columns, hit_columns, order_columns
    from govern.counts.logs.queries import written

    said, orders = named(asked.columns), every.get("orders")
    with engine.connected(tuple(every.values()), asked.megabytes) as connection:
        header = engine.header_of(connection, every["hits"])
        if absent := [column for column in said.values() if column not in header]:
            raise GovernError(f'the log has no column "{absent[0]}"', help=f"it has {', '.join(header[:20])}")
        hits = hit_columns(header, said)
        columns = Columns(hits, order_columns(engine.header_of(connection, orders), {}) if orders else {})
        if "at_us" not in hits or "event" not in hits:
            lacks = "a time" if "at_us" not in hits else "an event"
            raise GovernError(
                f"no column of the log is {lacks}", help="name it: --column at_us=NAME --column event=NAME"
            )
        damaged = engine.opened(connection, every["hits"], orders, columns)
        if asked.engine == "duckdb":
            from govern.counts.logs.own import answer

            own = answer(connection, asked.select) if asked.select else None
            return columns, damaged, [engine.rows(connection, written(one, zone)) for one in chosen], own
    from govern.counts.logs import spark

    return columns, damaged, spark.answers(chosen, every, columns, zone, asked.master), None


def of_own(found: Answer) -> Figures:
    """The answer to a query of somebody's own; texts as messages have them, so that nothing personal is shown."""
    from govern.captures.mask import shown

    def told(value: Any) -> Cell:
        return value if value is None or isinstance(value, int | float) else shown(str(value))

    rows = tuple(tuple(told(value) for value in row) for row in found.rows)
    return Figures("your own query", found.columns, rows, () if rows else ("nothing",))


def named(pairs: tuple[str, ...]) -> dict[str, str]:
    """Which column is what, as somebody says by pairs such as `event_id=id`."""
    from govern.counts.logs.columns import HITS

    for pair in pairs:
        name, is_pair, column = pair.partition("=")
        if not is_pair or not column or name not in HITS:
            raise GovernError(
                f'--column "{pair}" does not say which column is what',
                help=f"write NAME=COLUMN, where NAME is one of {', '.join(HITS)}",
            )
    return dict(pair.split("=", 1) for pair in pairs)


def queries(asked: Asked) -> tuple[Query, ...]:
    """The queries that are wanted, as far as there is data for them."""
    from govern.counts.logs.queries import names, query

    if unknown := set(asked.only) - set(names()):
        raise GovernError(f'there is no query "{sorted(unknown)[0]}"', help=f"there are {', '.join(names())}")
    found = (query(name) for name in asked.only or names())
    return tuple(one for one in found if asked.orders or not one.needs_orders)


def zone_of(name: str) -> Zone:
    """The zone of a name."""
    from govern.counts.zones import is_zone, zone

    if not is_zone(name):
        raise GovernError(f'"{name}" is not a time zone', help="use a name such as Europe/Madrid")
    return zone(name, EARLIEST, LATEST)


def table(query: Query, rows: Told, zone: str) -> Figures:
    """The rows of a query for people: days as days, millionths as numbers, shares behind them in per cent."""
    columns = columns_of(query)
    told = tuple(
        (*(cell(value, name) for value, name in zip(row, columns, strict=True)), *shares(query, row, columns))
        for row in rows
    )
    names = tuple(
        name.removesuffix("_micros").replace("_", " ")
        for name in (*columns, *(f"{part} %" for part, _ in query.shares))
    )
    days = (f"days of {zone}",) if "day" in columns and told else ()
    return Figures(query.title, names, told, days if told else ("nothing",))


def shares(query: Query, row: tuple[Any, ...], columns: list[str]) -> Iterator[float | None]:
    """The shares that a query names, in per cent; nothing where there is nothing to divide by."""
    told = dict(zip(columns, row, strict=True))
    for part, whole in query.shares:
        yield round(100 * float(told[part] or 0) / float(told[whole]), 2) if told[whole] else None


def columns_of(query: Query) -> list[str]:
    """The columns of a query's answer, from its last selection."""
    last = query.text.rpartition("\nselect ")[2] if "\nselect " in query.text else query.text.removeprefix("select ")
    depth, part, parts = 0, "", []
    for char in last.partition("\nfrom ")[0]:
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            parts.append(part)
            part = ""
        else:
            part += char
    return [piece.split()[-1].rpartition(".")[2] for piece in (*parts, part)]


def cell(value: Any, column: str) -> Cell:
    """A value as people read it."""
    from govern.source.cells import day_number, day_text

    if value is None:
        return None
    if column == "day":
        return day_text(day_number(value))
    if column.endswith("_micros"):
        return float(value) / 1_000_000
    return value if isinstance(value, str) else int(value)


def remarks(columns: Columns, every: dict[str, Files], damaged: int) -> Iterator[str]:
    """What was not there, and what could not be read: nothing is lost in silence."""
    from govern.counts.logs.columns import HITS
    from govern.counts.logs.engine import damaged_lines

    absent = [name for name in HITS if name not in columns.hits]
    if absent:
        yield f"the log has no column for {', '.join(absent)}; --column NAME=COLUMN names one"
    if damaged:
        first = [
            f"{os.path.relpath(path)}:{number}"
            for files in every.values()
            if files.form == "json"
            for path, number in damaged_lines(files)
        ]
        yield f"{damaged:,} damaged line{'s' * (damaged != 1)} could not be read and {'is' if damaged == 1 else 'are'} not counted: {', '.join(first[:5])}"


def sql(asked: Asked, dialect: str, table: str, shape: str) -> str:
    """The queries as text, for an engine that is not here."""
    from govern.counts.logs.emit import emitted

    texts = emitted(
        queries(asked), dialect, table, zone_of(asked.zone), shape, named(asked.columns) or None, asked.orders
    )
    return "\n".join(texts)
