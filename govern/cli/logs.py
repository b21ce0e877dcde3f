"""`govern logs`: the checks of a log of hits as queries."""

from __future__ import annotations

import click

from govern.cli.emit import emit
from govern.cli.options import AtLeast, exports_given, report_options
from govern.cli.progress import progress
from govern.cli.style import Style

HELP = "Ask a log of hits, of any size, on one machine or many."
POSITION = 66
DIALECTS = ("bigquery", "snowflake", "databricks", "spark", "duckdb")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[FILE]...")
@click.option(
    "--orders", default="", metavar="FILE", help="The orders that were booked, for the questions that need them."
)
@click.option("--zone", default="UTC", metavar="ZONE", help="Count the days of this time zone.")
@click.option(
    "--query",
    "only",
    multiple=True,
    metavar="NAME",
    help="Ask this alone, such as deduplication; more than once for several.",
)
@click.option(
    "--sql",
    "own",
    default="",
    metavar="SQL",
    help="Ask one SELECT of your own over the tables hits and orders, in place of these.",
)
@click.option(
    "--column", "columns", multiple=True, metavar="NAME=COLUMN", help="Say which column is what, such as event_id=id."
)
@click.option(
    "--memory",
    default=440,
    show_default=True,
    type=AtLeast(100),
    metavar="MB",
    help="How much memory the engine takes.",
)
@click.option(
    "--engine",
    default="duckdb",
    show_default=True,
    type=click.Choice(["duckdb", "spark"]),
    help="Where the queries run.",
)
@click.option("--master", default="local[2]", show_default=True, metavar="URL", help="The master of Spark.")
@click.option(
    "--emit-sql", "dialect", type=click.Choice(DIALECTS), help="Print the queries for this engine and run nothing."
)
@click.option("--table", default="hits_log", show_default=True, metavar="NAME", help="The table they ask there.")
@click.option(
    "--shape",
    default="",
    type=click.Choice(["", "ga4"]),
    metavar="ga4",
    help="The table has the shape of Analytics' own export.",
)
@report_options
def command(
    paths: tuple[str, ...],
    orders: str,
    zone: str,
    only: tuple[str, ...],
    own: str,
    columns: tuple[str, ...],
    memory: int,
    engine: str,
    master: str,
    dialect: str | None,
    table: str,
    shape: str,
    style: Style,
) -> int:
    """Ask a log of hits: de-duplication, unmatched legs, delays, missing keys, match keys, hashes, answers, double fires.

    FILE is JSON lines, CSV or Parquet, or a folder of them, partitioned or not. Each question is one query, written once: it
    runs here (extra `data`), on Spark (extra `spark`), or is printed for BigQuery, Snowflake and Databricks. Days, sums and
    counts come back, never a person's value. Damaged lines are counted and named.

    \b
    Examples:
      govern logs logs/ --orders orders.csv --zone Europe/Madrid
      govern logs logs/ --sql "select event, count(*) as hits from hits group by event"
      govern logs --emit-sql bigquery --shape ga4 --table shop.analytics_1.events_20261101
    """
    from govern.commands.logs import Asked, logs, sql

    asked = Asked(exports_given(paths), orders, zone, only, columns, engine, master, memory, own)
    if dialect is not None:
        click.echo(sql(asked, dialect, table, shape), nl=False)
        return 0
    with progress():
        report = logs(asked)
    return emit(report, None, style, "these are figures; thresholds are held against them by govern monitor")
