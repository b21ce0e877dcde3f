"""Thresholds as others watch them: the rules say what was written, and the queries find what breaks it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from helpers import project

from govern.render.targets.alerts import artifacts

SPECS = """
destinations: [{name: meta, platform: meta}]
events: [{name: purchase}]
quality:
  error_rate: {warn_above: 5%, fail_above: 20%}
  deduplication_rate: {warn_below: 90%}
  latency: {delivery: 15m}
  volume_drop: [{percent: 50, within: 1h}, {percent: 60, within: 1d, against: 7d, level: warning}]
  silence: {after: 3h}
  event_match_quality: {warn_below: 6}
  for: {events: [purchase], destinations: [meta]}
"""
FILES = {artifact.path.removeprefix("build/alerts/"): artifact.text for artifact in artifacts(project(SPECS))}


def test_each_threshold_is_a_rule_with_its_level() -> None:
    (group,) = yaml.load(FILES["prometheus.yaml"], yaml.CSafeLoader)["groups"]
    rules = {rule["alert"]: rule for rule in group["rules"]}
    assert {name: rule["labels"]["severity"] for name, rule in rules.items()} == {
        "TrackingVolumeDrop1h": "critical", "TrackingVolumeDrop1d": "warning", "TrackingSilence": "critical",
        "TrackingErrorsWarning": "warning", "TrackingErrorsError": "critical", "TrackingDeduplicationWarning": "warning",
        "TrackingDeliverySlow": "warning", "TrackingMatchQuality": "warning",
    }  # fmt: skip
    assert rules["TrackingSilence"]["expr"] == (
        'sum by (event, destination) (increase(tracking_events_total{event=~"purchase", destination=~"meta"}[3h])) == 0'
    )
    assert "offset 4w" in rules["TrackingVolumeDrop1h"]["expr"]


def test_promtool_takes_the_rules(tmp_path: Path) -> None:
    if shutil.which("promtool") is None:
        pytest.skip("promtool is not here")
    (tmp_path / "rules.yaml").write_text(FILES["prometheus.yaml"])
    subprocess.run(["promtool", "check", "rules", str(tmp_path / "rules.yaml")], check=True, capture_output=True)


def test_nothing_written_is_nothing_rendered() -> None:
    assert list(artifacts(project("events: [{name: purchase}]"))) == []


def test_queries_find_what_breaks_a_threshold_and_nothing_else() -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not here: pip install 'govern-tracking[data]'")
    connection = duckdb.connect()
    connection.execute(
        "create table hits (account text, event text, order_id text, event_id text, leg text, at_us bigint, event_us bigint, status bigint)"
    )
    for account, every in (("meta", 3), ("other", 3)):
        for n in range(100):
            status = 400 if n % every == 0 else 200
            row = (account, "purchase", f"o{n // 2}", f"e{n}", ("browser", "server")[n % 2], n + 10**10, n, status)
            connection.execute("insert into hits values (?, ?, ?, ?, ?, ?, ?, ?)", row)
    found = {name: connection.execute(text).fetchall() for name, text in FILES.items() if name.startswith("sql/")}
    assert found == {
        "sql/error_rate_warning.sql": [("meta", "purchase", 100, 34)], "sql/error_rate_error.sql": [("meta", "purchase", 100, 34)],
        "sql/deduplication_rate_warning.sql": [("meta", "purchase", 50, 0)], "sql/delivery.sql": [("meta", "purchase", 100, 100)],
    }  # fmt: skip
    connection.execute("update hits set status = 200, event_id = order_id, event_us = at_us")
    assert not any(connection.execute(text).fetchall() for name, text in FILES.items() if name.startswith("sql/"))


def test_queries_mean_the_same_to_bigquery_and_dbt() -> None:
    sqlglot = pytest.importorskip("sqlglot", reason="sqlglot is not here: pip install 'govern-tracking[data]'")
    for name, text in FILES.items():
        if name.startswith("sql/"):
            assert sqlglot.parse_one(text, "bigquery") == sqlglot.parse_one(text, "duckdb")
            assert "{{ ref('hits') }}" in FILES[name.replace("sql/", "dbt/")]
