"""`govern reconcile`, as people use it: undeclared files are asked about, declared ones are held against each other."""

from __future__ import annotations

import json
import re
from pathlib import Path

import html5lib
import pytest
from cli_helpers import Captured, edit, printed, refused

pytestmark = pytest.mark.usefixtures("day")

SPECS = """version: 1
destinations:
  - {name: meta, platform: meta, consent: [ad_storage]}
  - {name: ga4, platform: ga4, consent: [analytics_storage]}
events: [{name: purchase, kind: conversion, owner: shop, description: Somebody paid.}]
counts:
  - {name: ads, files: counts/ads.csv, layer: platform, means: counted, destination: meta, event: purchase, zone: America/Los_Angeles}
  - {name: shop, files: counts/shop.csv, layer: backend, means: orders, event: purchase, zone: Europe/Madrid}
quality:
  discrepancy: [{between: [platform, backend], target: 5%, warn_above: 10%, fail_above: 15%}]
"""
DAYS = ("2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04")


@pytest.fixture
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shop with 40 orders a day at 02:00 in Madrid, which is the day before in Los Angeles, and the platform's count."""
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    for folder in ("specs", "counts"):
        (tmp_path / folder).mkdir()
    (tmp_path / "specs" / "shop.yaml").write_text(SPECS)
    orders = [f"{day}-{n},{day} 02:00:00,10.00,EUR,," for day in DAYS for n in range(40)]
    orders += ["test,2026-11-02 02:00:00,10.00,EUR,true,", "gone,2026-11-02 02:00:00,10.00,EUR,,2026-11-03"]
    header = "order_id,paid_at,total,currency,test,cancelled_at"
    (tmp_path / "counts" / "shop.csv").write_text("\n".join((header, *orders)) + "\n")
    ads = [f"{day},40,400.00,EUR" for day in ("2026-10-31", *DAYS[:3])]
    (tmp_path / "counts" / "ads.csv").write_text("\n".join(("date,conversions,value,currency", *ads)) + "\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_orders_are_counted_by_the_days_of_the_platform(counted: Path, capsys: Captured) -> None:
    shown = json.loads(printed(capsys, "reconcile", "--days", "--format", "json"))
    assert shown["findings"] == []
    days = shown["figures"][2]
    assert days["columns"] == ["day", "ads", "shop", "gap", "gap %"]
    assert days["rows"] == [["2026-11-01", 40, 40, 0, 0.0], ["2026-11-02", 40, 40, 0, 0.0]]


def test_days_at_the_edge_count_when_somebody_asks_for_them(counted: Path, capsys: Captured) -> None:
    told = printed(capsys, "reconcile", "--from", "2026-10-31", "--to", "2026-11-03")
    assert "ads against shop     4    160     160    0  0.0 %  within the target of 5 %" in told
    assert "orders, net" in told, "cancelled orders and tests are left out, and that is said"


def test_a_gap_is_an_error_at_the_threshold_that_it_breaks(counted: Path, capsys: Captured) -> None:
    edit(counted / "counts" / "ads.csv", "2026-11-01,40", "2026-11-01,70")
    told = printed(capsys, "reconcile", "--format", "concise", code=1)
    assert told == (
        "specs/shop.yaml:10:17: error counts/gap purchase at meta, 2026-11-01 to 2026-11-02: ads (platform, counted) 110 "
        "against shop (backend, orders, net) 80, +37.5 %, more than 15 %\n"
    )


def test_two_wrong_days_that_make_a_right_week_are_found(counted: Path, capsys: Captured) -> None:
    edit(counted / "counts" / "ads.csv", "2026-11-01,40", "2026-11-01,70")
    edit(counted / "counts" / "ads.csv", "2026-11-02,40", "2026-11-02,10")
    told = printed(capsys, "reconcile", "--format", "concise", code=1)
    assert "counts/day-gap" in told
    assert "2026-11-01 +75.0 %" in told
    assert "counts/gap " not in told


def test_what_a_platform_ascribes_to_itself_is_only_too_much(counted: Path, capsys: Captured) -> None:
    edit(
        counted / "specs" / "shop.yaml", "means: counted", "means: attributed, window: {column: conversions, click: 7d}"
    )
    edit(counted / "counts" / "ads.csv", "2026-11-01,40", "2026-11-01,3")
    assert "not judged: attributed is a part of all" in printed(capsys, "reconcile")
    edit(counted / "counts" / "ads.csv", "2026-11-01,3", "2026-11-01,90")
    assert "counts/more-than-sold" in printed(capsys, "reconcile", "--format", "concise", code=1)


def test_a_file_that_nobody_declares_is_asked_about_with_lines_to_paste(counted: Path, capsys: Captured) -> None:
    (counted / "counts" / "ga4.csv").write_text(
        "# Shop\n\nDate,Event name,Event count\n20261101,page_view,9\n20261101,purchase,40\n"
    )
    told = printed(capsys, "reconcile", "counts", code=1)
    assert "no entry of counts names this file: GA4 download, 2 rows; 2026-11-01" in told
    block = told.partition("\ncounts:\n")[2]
    assert "    files: counts/ga4.csv\n    layer: analytics\n" in block
    assert 'event: {column: "Event name", names: {purchase: purchase}}  # also page_view' in block
    assert "counts/shop.csv" not in block


def test_without_a_project_a_file_says_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.csv").write_text("date,count\n2026-11-01,5\n")
    assert "counts by day, 1 row; 2026-11-01" in printed(capsys, "reconcile", "x.csv", code=1)
    Path("notes.txt").write_text("hello")
    assert "is not a table of counts that govern knows" in refused(capsys, "reconcile", "notes.txt")
    assert "there is nothing to reconcile" in refused(capsys, "reconcile")


def test_files_elsewhere_are_not_read_for_the_specs(counted: Path, capsys: Captured) -> None:
    edit(counted / "specs" / "shop.yaml", "counts/ads.csv", "../ads.csv")
    assert 'names "../ads.csv", expected files in the project' in refused(capsys, "reconcile")
    edit(counted / "specs" / "shop.yaml", "../ads.csv", "counts/linked.csv")
    (counted.parent / "ads.csv").write_text("date,count\n2026-11-01,5\n")
    (counted / "counts" / "linked.csv").symlink_to(counted.parent / "ads.csv")
    assert "leads out of" in refused(capsys, "reconcile")


def test_every_format_shows_the_figures(counted: Path, capsys: Captured) -> None:
    assert "| ads against shop | 2 | 80 | 80 | 0 | 0.0 % |" in printed(capsys, "reconcile", "--format", "markdown")
    assert '<td role="cell" data-label="number" class="end">80</td>' in printed(capsys, "reconcile", "--format", "html")
    assert printed(capsys, "reconcile", "-q") == ""


def test_a_hostile_cell_is_spelled_and_a_column_of_another_file_is_said(counted: Path, capsys: Captured) -> None:
    edit(
        counted / "specs" / "shop.yaml",
        "event: purchase, zone: America",
        "event: purchase, count: Käufe, zone: America",
    )
    told = printed(capsys, "reconcile", code=1)
    assert 'it has no column "Käufe"' in told
    (counted / "counts" / "ads.csv").write_text("date,\x1b[31mcount,count\n2026-11-01,1,2\n")
    assert "\x1b[31m" not in printed(capsys, "reconcile", "counts/ads.csv", code=1)


LOG = """  - {name: log, files: counts/hits.jsonl, layer: server, means: received, destination: meta, zone: UTC, event: {column: event, names: {Purchase: purchase}}}
quality:
"""


def test_a_time_that_is_not_one_does_not_vanish(counted: Path, capsys: Captured) -> None:
    with (counted / "counts" / "shop.csv").open("a") as orders:
        orders.write("a,0000-00-00,1,EUR,,\nb,31/11/2026,1,EUR,,\nnot paid,,1,EUR,,\n")
    told = printed(capsys, "reconcile", code=1)
    assert 'error  2 rows in which "paid_at" is not a time  counts/unreadable' in told


def test_a_value_that_is_not_a_number_does_not_vanish(counted: Path, capsys: Captured) -> None:
    with (counted / "counts" / "shop.csv").open("a") as orders:
        orders.write("a,2026-11-03T10:00:00Z,on request,EUR,,\n")
    assert 'error  1 row in which "total" is not a number  counts/unreadable' in printed(capsys, "reconcile", code=1)


def test_where_nothing_was_compared_nothing_agrees(counted: Path, capsys: Captured) -> None:
    assert "nothing was compared" in printed(capsys, "reconcile", "--from", "2020-01-01", "--to", "2020-01-02", code=1)
    empty = counted.parent / "empty"
    empty.mkdir()
    (counted / "specs" / "shop.yaml").unlink()
    assert "no table of counts was found" in refused(capsys, "reconcile", str(empty))


@pytest.fixture
def logged(counted: Path) -> Path:
    """The shop with a log of hits: half of the orders under two IDs, the other half never sent."""
    edit(counted / "specs" / "shop.yaml", "quality:\n", LOG)
    hits = [
        {"at": f"{day}T01:00:30Z", "event": "Purchase", "event_id": f"{day}-{n}-{leg}", "order_id": f"{day}-{n}", "leg": leg}
        for day in DAYS for n in range(20) for leg in ("browser", "server")
    ]  # fmt: skip
    (counted / "counts" / "hits.jsonl").write_text("\n".join(map(json.dumps, hits)) + "\n")
    return counted


def test_a_gap_of_nothing_hides_what_hits_and_orders_prove(logged: Path, capsys: Captured) -> None:
    shown = json.loads(printed(capsys, "reconcile", "--from", "2026-11-01", "--to", "2026-11-02", "--format", "json"))
    (way,) = (table for table in shown["figures"] if "why ads is not shop" in table["title"])
    shares = {row[0]: row[1] for row in way["rows"] if row[1]}
    assert shares == {"unmatched legs": 40, "day boundary": -20, "not sent, why is not known": -20}
    assert any("agree by accident: 120 orders and events hide in the gap" in remark for remark in way["remarks"])


def test_the_page_stands_alone_and_says_the_verdict_first(logged: Path, capsys: Captured) -> None:
    printed(capsys, "reconcile", "--from", "2026-11-01", "--to", "2026-11-02", "--report", "out")
    page = (logged / "out" / "reconcile.html").read_text("utf-8")
    assert "ads and shop agree by accident" in page.partition("<main>")[0]
    assert html5lib.HTMLParser(strict=True).parse(page) is not None
    assert not re.search(r"<script|https?://|\son\w+=", page)
    again = printed(capsys, "reconcile", "--from", "2026-11-01", "--to", "2026-11-02", "--report", "out")
    assert "unchanged  out/reconcile.html" in again
