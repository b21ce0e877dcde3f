"""`govern monitor`, as a job runs it: what happened in the last hour, what is a message, what is kept for tomorrow."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.message import Message
from pathlib import Path
from random import Random
from typing import NoReturn
from urllib.error import HTTPError
from urllib.request import OpenerDirector, Request

import pytest
from cli_helpers import Captured, edit, printed, refused

from govern.commands import message
from govern.core.report import Finding, Place, Report

pytestmark = pytest.mark.usefixtures("day")

SPECS = """version: 1
destinations: [{name: meta, platform: meta, consent: [ad_storage]}]
events: [{name: purchase, kind: conversion, owner: shop, description: Somebody paid.}]
counts:
  - {name: shop, files: orders.csv, layer: backend, means: orders, event: purchase, zone: Europe/Madrid}
quality:
  volume_drop: [{percent: 50, within: 1h, against: same_hour}, {percent: 50, within: 1d, against: 7d, level: warning}]
  silence: {after: 3h, open: "08:00-22:00"}
  ignore: [{day: 2026-12-25, reason: closed}]
"""
NOW = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shop with some forty orders in each hour of the day, and few at night, over five weeks."""
    chance = Random(5)
    hours = [NOW - timedelta(hours=back) for back in range(35 * 24, 0, -1)]
    rows = [f"{hour:%Y-%m-%dT%H}:00Z,{(40 if 7 <= hour.hour < 21 else 3) + chance.randrange(-3, 4)}" for hour in hours]
    (tmp_path / "govern.yaml").write_text("version: 1\nname: corner shop\n")
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "shop.yaml").write_text(SPECS)
    (tmp_path / "orders.csv").write_text("\n".join(("hour,orders", *rows)) + "\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def without(folder: Path, *hours: str) -> None:
    """Take the orders of some hours away."""
    file = folder / "orders.csv"
    lines = file.read_text().split("\n")
    cut = (f"{line.partition(',')[0]},0" if any(hour in line for hour in hours) else line for line in lines)
    file.write_text("\n".join(cut))


def at(moment: datetime) -> tuple[str, str]:
    return "--at", f"{moment:%Y-%m-%dT%H:%M}Z"


def test_an_hour_like_the_others_is_quiet(watched: Path, capsys: Captured) -> None:
    assert "within the thresholds" in printed(capsys, "monitor", *at(NOW))


def test_an_hour_without_orders_is_an_alarm_with_what_was_expected(watched: Path, capsys: Captured) -> None:
    without(watched, "2026-11-30T17")
    told = printed(capsys, "monitor", *at(NOW), "--format", "concise", code=1)
    assert "error monitor/volume-drop purchase in shop: 0 in 2026-11-30 17:00 to 18:00 UTC, " in told
    assert "expected (same hours, 4 weeks, φ 1.0): −100 %" in told


def test_the_night_is_not_held_against_the_day(watched: Path, capsys: Captured) -> None:
    told = printed(capsys, "monitor", *at(NOW.replace(hour=4)))
    assert "within the thresholds" in told
    assert "volume_drop within 1h cannot be seen" in told
    assert "a stop shows after" in told


def test_silence_counts_opening_hours_alone(watched: Path, capsys: Captured) -> None:
    without(watched, *(f"2026-11-30T{hour:02}" for hour in range(14, 18)))
    told = printed(capsys, "monitor", *at(NOW), "--format", "concise", code=1)
    assert "monitor/silence purchase in shop: no event since 2026-11-30 14:00 UTC, 4 h in opening time" in told
    edit(watched / "specs" / "shop.yaml", "08:00-22:00", "20:00-22:00")
    assert "monitor/silence" not in printed(capsys, "monitor", *at(NOW), "--format", "concise", code=1)


def test_a_holiday_says_nothing(watched: Path, capsys: Captured) -> None:
    without(watched, "2026-11-30T17")
    edit(watched / "specs" / "shop.yaml", "2026-12-25", "2026-11-30")
    printed(capsys, "monitor", *at(NOW))


def test_old_files_are_told_before_they_are_taken_for_silence(watched: Path, capsys: Captured) -> None:
    told = printed(capsys, "monitor", *at(NOW + timedelta(days=9)), code=1)
    assert "the newest row of all counts is of 2026-11-30" in told


def test_what_is_counted_by_day_cannot_be_judged_by_the_hour(watched: Path, capsys: Captured) -> None:
    days = (NOW - timedelta(days=back) for back in range(20))
    rows = [f"{day:%Y-%m-%d},500" for day in days]
    (watched / "orders.csv").write_text("\n".join(("day,orders", *rows)) + "\n")
    told = printed(capsys, "monitor", *at(NOW + timedelta(hours=8)))
    assert "volume_drop within 1h is not judged, since it is counted by day" in told


def test_a_log_whose_events_are_called_otherwise_is_not_green(watched: Path, capsys: Captured) -> None:
    """Nothing of it is counted: no threshold would ever speak."""
    (watched / "log.csv").write_text(
        "time,event_name,event_id,status\n2026-11-30T17:00:00Z,Purchase,e1,401\n2026-11-30T17:00:00Z,mia@shop.example,e2,401\n"
    )
    (watched / "specs" / "log.yaml").write_text(
        "version: 1\ncounts: [{name: log, files: log.csv, layer: server, means: received, event: purchase, zone: UTC}]\n"
    )
    told = printed(capsys, "monitor", *at(NOW), "--format", "concise", code=1)
    assert 'no row is of purchase: "event_name" has "Purchase" (1), <16 characters> (1)' in told, (
        "what stands there by mistake may be personal"
    )
    edit(watched / "specs" / "log.yaml", "event: purchase", "event: {column: event_name, names: {Purchase: purchase}}")
    assert "no row is of" not in printed(capsys, "monitor", *at(NOW), "--format", "concise")


def test_the_log_has_a_line_a_day_and_each_day_once(watched: Path, capsys: Captured) -> None:
    for _ in range(2):
        printed(capsys, "monitor", *at(NOW), "--log", "monitor.log")
    printed(capsys, "monitor", *at(NOW - timedelta(days=1)), "--log", "monitor.log")
    lines = [json.loads(line) for line in (watched / "monitor.log").read_text().splitlines()]
    assert [line["day"] for line in lines] == ["2026-11-28", "2026-11-29"]
    assert 500 < lines[0]["counts"]["purchase shop"] < 700


def test_a_message_is_what_the_chat_takes(watched: Path, capsys: Captured) -> None:
    without(watched, "2026-11-30T17")
    slack = json.loads(printed(capsys, "monitor", *at(NOW), "--message", "slack", code=1))
    assert slack["text"].startswith("*corner shop: 1 finding of govern monitor*\n• error: purchase in shop: 0 in")
    teams = json.loads(printed(capsys, "monitor", *at(NOW), "--message", "teams", code=1))
    assert teams["attachments"][0]["content"]["type"] == "AdaptiveCard"
    plain = json.loads(printed(capsys, "monitor", *at(NOW), "--message", "json", code=1))
    assert plain["findings"][0]["rule"] == "monitor/volume-drop"


def test_the_address_is_never_printed(watched: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "takes the address of a webhook from GOVERN_WEBHOOK" in refused(capsys, "monitor", *at(NOW), "--send"), (
        "said before there is something to send"
    )
    without(watched, "2026-11-30T17")
    told: list[Request] = []

    def answer(opener: OpenerDirector, request: Request, timeout: float) -> NoReturn:
        told.append(request)
        raise HTTPError(request.full_url, 404, "secret-part", Message(), None)

    monkeypatch.setattr(OpenerDirector, "open", answer)
    for address in ("https://hooks.example.invalid/secret-part", "http://plain.example/secret-part"):
        monkeypatch.setenv("GOVERN_WEBHOOK", address)
        assert "secret-part" not in refused(capsys, "monitor", *at(NOW), "--send")
    assert [request.full_url for request in told] == ["https://hooks.example.invalid/secret-part"]
    assert told[0].data is not None


def test_a_mention_in_a_name_is_none_in_the_chat() -> None:
    report = Report((Finding("monitor/silence", "error", "<!channel> & <https://x.example|x>\nnext", Place("a")),))
    told = json.loads(message.message(report, "slack", None))["text"]
    assert "&lt;!channel&gt; &amp; &lt;https" in told
    assert told.count("\n") == 1


def test_without_thresholds_or_counts_there_is_nothing_to_watch(watched: Path, capsys: Captured) -> None:
    assert "not a time" in refused(capsys, "monitor", "--at", "noon")
    (watched / "specs" / "shop.yaml").write_text(SPECS.partition("quality:")[0])
    assert "no quality section" in refused(capsys, "monitor", *at(NOW))


def test_what_a_short_window_cannot_show_is_seen_in_a_longer_one(watched: Path, capsys: Captured) -> None:
    """Three orders an hour: one hour without any is nothing, a day of them is."""
    file = watched / "orders.csv"
    lines = [f"{line.partition(',')[0]},{1 + n % 5}" for n, line in enumerate(file.read_text().split("\n")[1:-1])]
    file.write_text("\n".join(["hour,orders", *lines]) + "\n")
    told = " ".join(printed(capsys, "monitor", *at(NOW)).split())
    assert "within 1h cannot be seen" in told
    assert "so 2, 6, 24 h are looked at as well" in told
    without(watched, *(f"2026-11-30T{hour:02}" for hour in range(6, 18)))
    told = printed(capsys, "monitor", *at(NOW), "--format", "concise", code=1)
    assert "0 in 2026-11-30 12:00 to 18:00 UTC" in told
    assert "within 1h so few events show nothing" in told


def test_a_daily_log_is_the_baseline_where_files_hold_the_last_days_only(watched: Path, capsys: Captured) -> None:
    file = watched / "orders.csv"
    whole = file.read_text().split("\n")
    for back in range(9, 0, -1):
        printed(capsys, "monitor", *at(NOW - timedelta(days=back)), "--log", "monitor.log")
    last = [line for line in whole if line.startswith(("hour", "2026-11-29", "2026-11-30"))]
    file.write_text(
        "\n".join(f"{line.partition(',')[0]},1" if "," in line and line[0] == "2" else line for line in last) + "\n"
    )
    assert "the seven days before are not known" in " ".join(printed(capsys, "monitor", *at(NOW)).split())
    told = printed(capsys, "monitor", *at(NOW), "--log", "monitor.log", "--format", "concise", code=1)
    assert "23 on 2026-11-29" in told
    assert "a day in the seven days before" in told
