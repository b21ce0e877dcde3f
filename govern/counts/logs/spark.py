"""Spark: the same queries where the data has outgrown one machine. Its own errors are many lines; one of them is shown."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from govern.core.errors import GovernError
from govern.counts.logs.columns import EXPORT, Columns
from govern.counts.logs.engine import Files, in_order
from govern.counts.logs.queries import Query, missing, written
from govern.counts.logs.views import SPARK, hits_view, orders_view
from govern.counts.zones import Zone

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.ansi.enabled": "true",
    "spark.log.level": "OFF",
}


def answers(
    queries: tuple[Query, ...], every: dict[str, Files], columns: Columns, zone: Zone, master: str
) -> list[list[tuple[Any, ...]]]:
    """The rows of each query."""
    if columns.hits == EXPORT:
        help = "read it here without --engine, or print the queries for BigQuery: --emit-sql bigquery --shape ga4"
        raise GovernError("the export of Google Analytics is not read on Spark", help=help)
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise missing("pyspark") from None
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.appName("govern").master(master)
    for key, value in SETTINGS.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    try:
        views(session, every, columns)
        return [in_order([tuple(row) for row in session.sql(written(one, zone, "spark")).collect()]) for one in queries]
    except PySparkException as error:
        raise GovernError(f"Spark: {str(error).partition(chr(10))[0][:300]}") from None
    finally:
        session.stop()


def views(session: SparkSession, every: dict[str, Files], columns: Columns) -> None:
    """The views over the files."""
    for name, files in every.items():
        known = columns.hits if name == "hits" else columns.orders
        wanted = tuple(dict.fromkeys(known.values()))
        read(session, files, wanted).createOrReplaceTempView(f"raw_{name}")
        make = hits_view if name == "hits" else orders_view
        session.sql(
            make(SPARK, {meaning: flat(column) for meaning, column in known.items()}, f"raw_{name}")
        ).createOrReplaceTempView(name)


def flat(column: str) -> str:
    """The name of a column after reading: what was inside of an object has no dot any more."""
    return column.replace(".", "__")


def read(session: SparkSession, files: Files, wanted: tuple[str, ...]) -> Any:
    """The files as a table of texts. A line of JSON that cannot be read is a row without anything, and is left out."""
    from pyspark.sql.functions import col, get_json_object

    paths = list(files.paths)
    if files.form == "json":
        lines = session.read.text(paths, lineSep="\n")
        fields = [
            get_json_object(col("value"), "$" + "".join(f"['{step}']" for step in column.split("."))).alias(
                flat(column)
            )
            for column in wanted
        ]
        return lines.where(
            "try_parse_json(value) is not null"
            if has_variant(session)
            else "json_tuple(value, 'a') is not null or true"
        ).select(fields)
    reader = (
        session.read.option("header", "true")
        .option("mode", "PERMISSIVE")
        .option("quote", '"')
        .option("escape", '"')
        .option("multiLine", "true")
    )
    table = session.read.parquet(*paths) if files.form == "parquet" else reader.csv(paths)
    return table.select([col(f"`{column}`").cast("string").alias(flat(column)) for column in wanted])


def has_variant(session: SparkSession) -> bool:
    """Whether this Spark tells sound JSON from damaged by itself."""
    return int(session.version.split(".")[0]) >= 4
