"""Logs at scale: the queries stay within what means the same everywhere, the engine is locked, nothing is lost in silence."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cli_helpers import Captured, printed, refused
from for_each import for_each
from logs_random import MADRID, random_rows

from govern.commands.logs import Asked, columns_of, logs
from govern.core.errors import GovernError
from govern.counts.block import lines
from govern.counts.logs import engine
from govern.counts.logs.columns import HITS, Columns, hit_columns
from govern.counts.logs.emit import BOOKED
from govern.counts.logs.queries import DIALECTS, names, query, written
from govern.counts.logs.views import ADAPTERS
from govern.counts.reading import read_counts
from govern.project.exports import Exports
from govern.project.load import bare

duckdb = pytest.importorskip("duckdb", reason="duckdb is not here: pip install 'govern-tracking[data]'")
sqlglot = pytest.importorskip("sqlglot", reason="sqlglot is not here: pip install 'govern-tracking[data]'")
pytestmark = pytest.mark.usefixtures("day")

SAFE = {
    "Select", "With", "CTE", "From", "Table", "Identifier", "TableAlias", "Alias", "Column", "Literal", "Where", "Group", "Join",
    "Case", "If", "Coalesce", "Add", "Sub", "Mul", "Mod", "Paren", "EQ", "NEQ", "GT", "GTE", "LT", "LTE", "And", "Or", "Not",
    "Is", "Null", "In", "Like", "Length", "Translate", "Count", "Star", "Sum", "Min", "Max", "Window", "Lag", "Order", "Ordered",
    "Limit",
}  # fmt: skip
"""The nodes that mean the same in every engine."""


@for_each("name", names())
def test_a_query_stays_within_what_means_the_same_everywhere(name: str) -> None:
    from sqlglot import exp, parse_one

    tree = parse_one(written(query(name), MADRID), read="duckdb")
    assert {type(node).__name__ for node in tree.walk()} <= SAFE
    for ordered in tree.find_all(exp.Ordered):
        assert ordered.args.get("nulls_first") is False, "nulls last, always"
    for limit in tree.find_all(exp.Limit):
        assert limit.parent is not None
        assert limit.parent.args.get("order"), "a limit without a full order takes other rows each time"


@for_each("name", names())
def test_no_query_returns_a_persons_value(name: str) -> None:
    tree = sqlglot.parse_one(query(name).text, read="duckdb")
    told = [one.unalias() for one in tree.expressions]
    assert not [one for one in told if one.key == "column" and one.name in ("em", "ph", "click", "external_id", "ip")]
    assert [one.alias_or_name for one in tree.expressions] == columns_of(query(name))


TABLES = int(os.environ.get("GOVERN_TABLES", "1"))
"""So many random tables are asked on each engine; `GOVERN_TABLES=200` is the whole of it."""

SLOW = [pytest.param(one, marks=pytest.mark.slow) for one in ("snowflake", "databricks", "spark")]


@pytest.mark.parametrize("dialect", ["bigquery", *SLOW])
def test_each_dialect_read_back_gives_the_same_rows(dialect: str, tmp_path: Path) -> None:
    wanted = [query(name) for name in names() if not query(name).needs_orders]
    texts = [
        (sqlglot.transpile(written(one, MADRID, dialect), DIALECTS[dialect], "duckdb")[0], written(one, MADRID))
        for one in wanted
    ]
    for seed in range(3, 3 + TABLES):
        log = tmp_path / f"log{seed}.jsonl"
        log.write_text("\n".join(json.dumps(row) for row in random_rows(seed, 200)) + "\n")
        files = engine.files_of((str(log),))
        with engine.connected((files,)) as connection:
            engine.opened(connection, files, None, Columns(hit_columns(engine.header_of(connection, files), {})))
            for theirs, ours in texts:
                assert engine.rows(connection, theirs) == engine.rows(connection, ours)


@pytest.mark.slow
def test_spark_gives_the_same_rows(tmp_path: Path, capsys: Captured) -> None:
    """In a process of its own: Spark opens sockets and leaves processes behind. `GOVERN_SPARK` names a folder that has it. The tables stand
    in one log and are told apart by their account: a query takes Spark as long over one as over all."""
    folders = [str(Path(__file__).parent.parent), os.environ.get("GOVERN_SPARK", ""), *sys.path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, folders))}
    found = subprocess.run([sys.executable, "-c", "import pyspark"], env=environment, capture_output=True, check=False)
    if found.returncode or shutil.which("java") is None:
        pytest.skip(
            "Spark is not here: pip install 'govern-tracking[spark]' and Java 17, or name its folder by GOVERN_SPARK"
        )
    rows = [json.dumps(row) for row in random_rows(0, 300)]
    for seed in range(1, max(2, TABLES)):
        rows += (json.dumps({**row, "destination": f"{seed} {row['destination']}"}) for row in random_rows(seed, 300))
    log = tmp_path / "log.jsonl"
    log.write_text("\n".join([*rows[:50], '{"damaged": ', *rows[50:]]) + "\n")
    args = ("logs", str(log), "--zone", "Europe/Madrid", "--format", "json")
    command = [sys.executable, "-m", "govern", *args, "--engine", "spark", "--master", "local[1]"]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout)["figures"] == json.loads(printed(capsys, *args))["figures"]


@pytest.mark.parametrize("error", [RuntimeError("Query interrupted"), duckdb.InterruptException("INTERRUPT Error")])
def test_an_interrupt_is_no_bug_and_leaves_nothing_behind(error: Exception, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("at,event\n2026-11-01,purchase\n")
    spills: list[str] = []
    with (
        pytest.raises(KeyboardInterrupt),
        engine.connected((engine.files_of((str(tmp_path / "log.csv"),)),)) as connection,
    ):
        spills += [row[0] for row in connection.execute("select current_setting('temp_directory')").fetchall()]
        raise error
    assert spills
    assert not Path(spills[0]).exists()


def test_the_engine_reaches_nothing_but_what_was_named(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("at,event,event_id\n2026-11-01,purchase,a\n")
    (tmp_path / "other.csv").write_text("secret\n")
    files = engine.files_of((str(tmp_path / "log.csv"),))
    with engine.connected((files,)) as connection:
        for text in (
            f"select * from read_csv('{tmp_path}/other.csv')", f"select * from read_csv('{tmp_path}/../x.csv')", "install httpfs",
            "attach 'x.db'", f"copy (select 1) to '{tmp_path}/new.csv'", "set memory_limit = '9GB'", "set enable_external_access = true",
            "select * from 'https://shop.example/x.csv'",
        ):  # fmt: skip
            with pytest.raises(duckdb.Error):
                connection.execute(text).fetchall()


def test_damaged_lines_are_counted_with_their_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [
        json.dumps({"at": "2026-11-01T10:00:00Z", "event": "purchase", "event_id": f"a\u0085{n}"}, ensure_ascii=False)
        for n in range(50)
    ]
    rows[20:20] = [
        '{"at": "2026-11-01T10:00:00Z", "event":',
        "not json",
        json.dumps({"of\\": "refund", "at": "2026-11-01"}),
    ]
    Path("log.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    told = printed(capsys, "logs", "log.jsonl", "--query", "deduplication")
    assert "2 damaged lines could not be read and are not counted: log.jsonl:21, log.jsonl:22" in told
    query = ("--column", "event=of\\", "--sql", "select event, count(*) from hits where event <> '' group by event")
    assert "refund  " in printed(capsys, "logs", "log.jsonl", *query), "a backslash in a name is a letter like others"
    shown = json.loads(printed(capsys, "logs", "log.jsonl", "--query", "deduplication", "--format", "json"))
    assert shown["figures"][0]["rows"][-1:] == [["", "purchase", "2026-11-01", 50, 50, 0, 0, 0, 0, 0, 0.0]]


def test_an_id_whose_legs_lie_on_both_sides_of_midnight_is_matched_and_one_that_comes_again_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("log.csv").write_text(
        "at,event,event_id,leg\n2026-11-01T23:59:50Z,purchase,a,browser\n2026-11-01T23:59:51Z,purchase,a,browser\n2026-11-02T00:00:10Z,purchase,a,server\n2026-11-02T00:00:20Z,purchase,,server\n"
    )
    shown = json.loads(printed(capsys, "logs", "log.csv", "--query", "deduplication", "--format", "json"))
    assert shown["figures"][0]["rows"] == [
        ["", "purchase", "2026-11-01", 3, 1, 1, 0, 0, 1, 0, 100.0], ["", "purchase", "2026-11-02", 1, 0, 0, 0, 0, 0, 1, None],
    ]  # fmt: skip


def test_a_partitioned_folder_and_orders_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    for day in ("2026-10-31", "2026-11-01"):
        folder = tmp_path / "log" / f"day={day}"
        folder.mkdir(parents=True)
        (folder / "part.csv").write_text(
            f"at,event,event_id,order_id,value,currency\n{day}T23:30:00Z,purchase,e,{day},5.00,EUR\n"
        )
    (tmp_path / "orders.csv").write_text(
        "order_id,paid_at,total,currency\n2026-10-31,2026-10-31T23:00:00Z,500,EUR\nx,2026-11-01,1,EUR\n"
    )
    args = ("logs", "log", "--orders", "orders.csv", "--zone", "Europe/Madrid", "--format", "json")
    booked, matched = json.loads(printed(capsys, *args, "--query", "booked", "--query", "matched"))["figures"]
    assert booked["rows"] == [["2026-11-01", "EUR", 1, 2, 5.0, 501.0], ["2026-11-02", "EUR", 1, 0, 5.0, 0.0]]
    assert dict(zip(matched["columns"], matched["rows"][0], strict=True))["booked only"] == 1


def test_numbers_of_a_table_are_taken_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Order numbers may be numbers, amounts need no detour through texts, and what is not a number is no amount."""
    monkeypatch.chdir(tmp_path)
    duckdb.sql(
        "copy (select 1793523600000000 + n as at, 'purchase' as event, 'e' || n as event_id, n // 2 as order_id, "
        "case when n = 0 then 'nan'::double else 12.345 end as value, 'EUR' as currency from range(4) as t(n)) to 'log.parquet'"
    )
    missing = json.loads(printed(capsys, "logs", "log.parquet", "--query", "missing", "--format", "json"))["figures"][0]
    told = dict(zip(missing["columns"], missing["rows"][0], strict=True))
    assert (told["hits"], told["without order"], told["without value"]) == (4, 0, 1)


def test_queries_are_printed_for_a_warehouse(capsys: Captured) -> None:
    for dialect in ("duckdb", "snowflake"):
        told = printed(capsys, "logs", "--emit-sql", dialect, "--table", "shop.events")
        statements = sqlglot.parse(told, DIALECTS[dialect])
        assert len([one for one in statements if one is not None]) == len(names()) - 2
    export = printed(
        capsys, "logs", "--emit-sql", "bigquery", "--shape", "ga4", "--table", "shop.analytics_1.events_20261101"
    )
    assert "from unnest(event_params)" in export
    assert "cast(ecommerce.purchase_revenue as string)" in export
    assert "`shop.analytics_1.events_20261101`" in export
    assert all(one is not None for one in sqlglot.parse(export, "bigquery"))
    assert "takes --emit-sql bigquery" in refused(capsys, "logs", "--emit-sql", "spark", "--shape", "ga4")


def row(event: str, at: int, params: dict[str, dict[str, object]], ecommerce: object = None, **more: object) -> str:
    """A row of the export of Analytics as BigQuery writes it into JSON lines: whole numbers are texts."""
    told = [{"key": key, "value": value} for key, value in params.items()]
    time = str(1_796_032_800_000_000 + at)
    known = {"event_name": event, "event_timestamp": time, "stream_id": "77", "event_params": told}
    return json.dumps({**known, "ecommerce": ecommerce, **more})


EURO: dict[str, dict[str, object]] = {"currency": {"string_value": "EUR"}}
ROWS = [
    row("purchase", 0, {**EURO, "value": {"double_value": 12.5}, "transaction_id": {"string_value": "A-1"}}),
    row("purchase", 1, EURO, {"purchase_revenue": 30, "purchase_revenue_in_usd": 33, "transaction_id": "A-2"}, event_value_in_usd=33),
    row("refund", 2, EURO, {"refund_value": 4, "transaction_id": "A-2"}),
    row("sign_up", 3, {}, {"transaction_id": "(not set)"}, event_value_in_usd=2.5),
    row("page_view", 4, {}),
]  # fmt: skip
TOLD = [
    ("purchase", "A-1", 12.5, "EUR"), ("purchase", "A-2", 30.0, "EUR"), ("refund", "A-2", 4.0, "EUR"), ("sign_up", None, 2.5, "USD"),
    ("page_view", None, None, None),
]  # fmt: skip
"""Event, order, worth and currency: of the parameters, else of `ecommerce`, else what Analytics converted."""


@for_each("form", ("jsonl", "parquet"))
def test_the_export_of_analytics_is_a_log(form: str) -> None:
    with pytest.MonkeyPatch.context() as patched, TemporaryDirectory() as folder:
        patched.chdir(folder)
        Path("rows.jsonl").write_text("\n".join(ROWS), encoding="utf-8")
        if form == "parquet":
            duckdb.sql("copy (from read_json('rows.jsonl')) to 'rows.parquet'")
        select = "select event, order_id, value_micros / 1e6, currency, account from hits order by at_us"
        found = logs(Asked((f"rows.{form}",), select=select)).figures[0].rows
        assert found == tuple((*told, "77") for told in TOLD)
        unfit = Asked((f"rows.{form}",), engine="spark")
        with pytest.raises(GovernError, match="not read on Spark"):
            logs(unfit)


def test_the_export_of_analytics_is_counted_with_its_worth() -> None:
    (found,) = read_counts("\n".join(ROWS).encode(), "rows.jsonl")
    assert (found.kind, found.days) == ("ga4_export", (20787, 20787))
    assert "    means: counted" in list(lines(bare("2026-11-30", Exports()), found))
    cells = zip(*(found.table.cells(found.hit[name]) for name in ("event", "order", "value", "currency")), strict=True)
    assert [
        (name, order or None, float(worth) if worth else None, code or None) for name, order, worth, code in cells
    ] == TOLD


@for_each("dialect", ("bigquery", "databricks", "duckdb", "snowflake"))
def test_a_name_ends_where_it_ends_whatever_stands_in_it(dialect: str) -> None:
    """BigQuery takes a backslash in a name for an escape, as in a text; others double the quote."""
    named = ADAPTERS[dialect].quoted('A`b"c\\')
    (column,) = sqlglot.parse_one(f"select {named}", DIALECTS.get(dialect, dialect)).expressions
    assert column.name == 'A`b"c\\'


@for_each("dialect", ("bigquery", "snowflake"))
def test_printed_queries_find_the_columns_of_a_table(dialect: str, capsys: Captured) -> None:
    """Snowflake keeps in capitals what nobody wrote in quotes: `"at_us"` is then another column than AT_US."""
    from sqlglot.optimizer.qualify import qualify

    def kept(*names: str) -> list[str]:
        return [name.upper() if dialect == "snowflake" else name for name in names]

    hits, orders = kept("hits_log", "booked")
    told = printed(
        capsys, "logs", "--emit-sql", dialect, "--orders", "booked", "--query", "matched", "--query", "missing"
    )
    schema: dict[str, object] = {
        hits: dict.fromkeys(kept(*HITS), "text"),
        orders: dict.fromkeys(kept(*BOOKED.values()), "text"),
    }
    for statement in sqlglot.parse(told, DIALECTS[dialect]):
        assert statement is not None
        qualify(statement, schema=schema, dialect=DIALECTS[dialect])


LOG = "at,event,event_id,email\n2026-11-01T10:00:00Z,purchase,a,mia@shop.example\n2026-11-01T11:00:00Z,purchase,b,mia@shop.example\n"


def test_a_query_of_ones_own_is_one_select_and_reaches_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("log.csv").write_text(LOG)
    Path("other.csv").write_text("a\n1\n")
    told = printed(
        capsys, "logs", "log.csv", "--sql", "select em, count(*) as n from hits group by em; -- one", "--format", "json"
    )
    assert json.loads(told)["figures"][0]["rows"] == [["<e-mail, 16 characters>", 2]], "no person's value is shown"
    for text, why in (
        ("copy (select 1) to 'log.csv' (use_tmp_file false)", "is not one SELECT"), ("select 1; drop view hits", "is not one SELECT"),
        ("set threads = 1", "is not one SELECT"), ("select * from 'other.csv'", "Cannot access file"),
        ("select cast(em as int) from hits", "does not have the form"), ("select * from range(200000)", "more than 100,000 rows"),
        ("select strptime(em, '%Y') from hits", "does not have the form"), ("select amount from hits", "Binder Error"),
    ):  # fmt: skip
        said = refused(capsys, "logs", "log.csv", "--sql", text)
        assert why in said
        assert "mia@" not in said
    assert Path("log.csv").read_text() == LOG
    assert "runs on DuckDB alone" in refused(capsys, "logs", "log.csv", "--sql", "select 1", "--engine", "spark")


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("select event_id from hits order\n by event_id desc", [["b"], ["a"]]),
        ("select event_id, row_number() over (order by event_id desc) as place from hits", [["a", 2], ["b", 1]]),
        (f"select event_id{'||chr(97)' * 900} from hits limit 0", []),
    ],
)
def test_rows_stand_in_the_order_of_the_query_or_else_by_their_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, query: str, rows: list[list[object]]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("log.csv").write_text(LOG)
    told = printed(capsys, "logs", "log.csv", "--sql", query, "--format", "json")
    assert json.loads(told)["figures"][0]["rows"] == rows


def test_counts_may_be_the_answer_to_a_query_over_a_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """A log of any size, in a partitioned folder, is counted by the engine and compared like any other source."""
    monkeypatch.chdir(tmp_path)
    Path("govern.yaml").write_text("version: 1\n")
    for folder in ("specs", "logs/day=2026-11-01"):
        Path(folder).mkdir(parents=True)
    Path("specs/shop.yaml").write_text("""version: 1
events: [{name: purchase, kind: conversion, owner: shop, description: Somebody paid.}]
counts:
  - {name: log, files: logs/*/*.csv, query: daily.sql, layer: analytics, means: counted, event: purchase, zone: UTC}
  - {name: shop, files: shop.csv, layer: backend, means: orders, event: purchase, zone: UTC}
""")
    Path("logs/day=2026-11-01/part.csv").write_text(LOG)
    Path("shop.csv").write_text("date,orders\n2026-11-01,40\n")
    Path("daily.sql").write_text("select day, 20 * count(*) as count from log where event = 'purchase' group by day\n")
    assert "log against shop     1     40      40    0  0.0 %" in printed(capsys, "reconcile")
    Path("daily.sql").write_text("copy log to 'shop.csv'\n")
    assert "is not one SELECT" in refused(capsys, "reconcile")
    Path("daily.sql").unlink()
    assert 'names the query "daily.sql", and there is no such file' in refused(capsys, "reconcile")


def test_what_is_wrong_with_a_question_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("log.csv").write_text("when,what\n2026-11-01,purchase\n")
    assert "no column of the log is a time" in refused(capsys, "logs", "log.csv")
    assert "is not a time zone" in refused(capsys, "logs", "log.csv", "--zone", "Madrid")
    assert 'there is no query "dedup"' in refused(capsys, "logs", "log.csv", "--query", "dedup")
    assert "does not say which column is what" in refused(capsys, "logs", "log.csv", "--column", "evnt=what")
    assert 'the log has no column "wat"' in refused(capsys, "logs", "log.csv", "--column", "event=wat")
    assert "orders.csv does not exist" in refused(capsys, "logs", "log.csv", "--orders", "orders.csv")
    assert "- is not a file" in refused(capsys, "logs", "-")
    told = printed(capsys, "logs", "log.csv", "--column", "at_us=when", "--column", "event=what", "--query", "answers")
    assert "purchase" in told
    for rows, why in (("", "it holds no row"), ("never,purchase\n", 'no row has a time in "time" that can be read')):
        Path("log.csv").write_text(f"time,event\n{rows}")
        assert why in refused(capsys, "logs", "log.csv"), "nothing counted is not green"
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert "duckdb is not installed" in refused(capsys, "logs", "log.csv")


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        (
            "log.csv",
            b"day,event\n2026-11-01,p\xe9\n",
            "the log cannot be read: Invalid Input Error: CSV Error on Line: 2",
        ),
        ("log.txt", "at,event\n".encode("utf-16"), "the log cannot be read"),
        ("log.json", b"[" * 10_000 + b"]" * 10_000, "no column of the log is a time"),
        ("log.jsonl", b"", "log.jsonl is empty"),
    ],
)
def test_what_is_not_a_log_is_refused(
    name: str, raw: bytes, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(raw)
    assert told in refused(capsys, "logs", name)
