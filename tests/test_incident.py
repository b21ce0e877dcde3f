"""`govern reconcile --incident`: how many are missing, what they were worth, who learns from it, whether it is over."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from cli_helpers import Captured, edit, printed, refused

pytestmark = pytest.mark.usefixtures("day")

SPECS = """version: 1
destinations:
  - {name: meta, platform: meta, consent: [ad_storage]}
  - {name: ga4, platform: ga4, consent: [analytics_storage]}
parameters: [{name: value, type: money, currency: currency}, {name: currency, type: currency}]
events: [{name: purchase, kind: conversion, owner: shop, description: Somebody paid., parameters: [{use: value}, {use: currency}]}]
mappings:
  - {event: purchase, destination: meta, as: Purchase, parameters: {value: value, currency: currency}}
  - {event: purchase, destination: ga4, as: purchase, parameters: {value: value, currency: currency}}
counts:
  - {name: site, files: site.csv, layer: analytics, means: counted, destination: ga4, event: purchase, zone: UTC}
"""
FIRST = date(2026, 9, 1)


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with 100 purchases a day of 20 EUR each, and 140 on Sundays; half of them are missing on two days of November."""
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "shop.yaml").write_text(SPECS)
    rows = ["date,count,value,currency"]
    for n in range(75):
        day = FIRST + timedelta(days=n)
        number = 140 if day.weekday() == 6 else 100
        number = number // 2 if day in (date(2026, 11, 1), date(2026, 11, 2)) else number
        rows.append(f"{day},{number},{number * 20}.00,EUR")
    (tmp_path / "site.csv").write_text("\n".join(rows) + "\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_gap_is_told_with_its_bound_and_its_worth(broken: Path, capsys: Captured) -> None:
    shown = json.loads(
        printed(capsys, "reconcile", "--incident", "2026-11-01", "2026-11-02", "--format", "json", code=1)
    )
    (row,) = shown["figures"][0]["rows"]
    assert row[:4] == ["purchase", "site", 120, 240], "Sundays are held against Sundays"
    assert row[5:] == [-50.0, "missing", "2,400.00 EUR"]


def test_campaigns_learn_from_bad_days_for_a_while(broken: Path, capsys: Captured) -> None:
    told = printed(capsys, "reconcile", "--incident", "2026-11-01", "2026-11-02", code=1)
    assert "campaigns that bid for purchase at meta learn from these days until 2026-11-09 to 2026-11-16" in told
    assert "ga4 learn" not in told


def test_the_days_after_a_fix_are_followed(broken: Path, capsys: Captured) -> None:
    args = ("reconcile", "--incident", "2026-11-01", "2026-11-02", "--fixed", "2026-11-10", "--format", "json")
    over = json.loads(printed(capsys, *args))
    assert over["findings"] == [], "what is over is nothing to look at"
    after = over["figures"][1]
    assert [row[3] for row in after["rows"]] == ["as usual"] * 5 + ["not known yet"] * 2


@pytest.mark.parametrize(
    ("low", "rules"), [([75], []), ([80] * 5, ["incident/missing-events", "incident/not-recovered"])]
)
def test_days_after_a_fix_are_judged_together(broken: Path, capsys: Captured, low: list[int], rules: list[str]) -> None:
    """One low day of five is chance; five that are each a little low are a second cause."""
    for day, number in zip(range(10, 15), low, strict=False):
        edit(broken / "site.csv", f"2026-11-{day},100,", f"2026-11-{day},{number},")
    args = ("reconcile", "--incident", "2026-11-01", "2026-11-02", "--fixed", "2026-11-10", "--format", "json")
    told = json.loads(printed(capsys, *args, code=int(bool(rules))))
    assert sorted(found["rule"] for found in told["findings"]) == rules
    assert ("still too few" in {row[3] for row in told["figures"][1]["rows"]}) == (not rules)


def test_days_after_the_last_row_are_not_days_without_events(broken: Path, capsys: Captured) -> None:
    after_it = ("reconcile", "--incident", "2026-11-16", "2026-11-17")
    assert "its files end on 2026-11-14: whether nothing was seen after that" in refused(capsys, *after_it)
    edit(broken / "specs" / "shop.yaml", "zone: UTC}", "zone: UTC, missing_days: zero}")
    assert "purchase in site: 0 seen where" in printed(capsys, *after_it, code=1)


def test_usual_days_are_no_incident(broken: Path, capsys: Captured) -> None:
    told = printed(capsys, "reconcile", "--incident", "2026-10-20", "2026-10-21")
    assert "as usual" in told
    assert "campaigns" not in told


def test_what_nobody_knows_is_refused(broken: Path, capsys: Captured) -> None:
    assert "the weeks before are not in the files" in refused(
        capsys, "reconcile", "--incident", "2026-09-02", "2026-09-03"
    )
    assert "is not a range of days" in refused(capsys, "reconcile", "--incident", "2026-11-02", "2026-11-01")
    assert "--fixed is about an incident" in refused(capsys, "reconcile", "--fixed", "2026-11-02")


def test_a_page_names_the_campaigns_of_the_bad_days(broken: Path, capsys: Captured) -> None:
    entry = "  - {name: ads, files: ads.csv, layer: platform, means: counted, destination: meta, event: purchase, zone: UTC, count: purchases}\n"
    with (broken / "specs" / "shop.yaml").open("a") as specs:
        specs.write(entry)
    (broken / "ads.csv").write_text(
        "date,Kampagnenname,purchases\n2026-10-31,Old,9\n2026-11-01,<b>Winter</b>,4\n2026-11-02,Brand,7\n2026-11-02,<b>Winter</b>,5\n"
    )
    args = ("reconcile", "--incident", "2026-11-01", "2026-11-02", "--report", "page")
    assert 'campaigns of these days in ads: "<b>Winter</b>" (9), "Brand" (7)' in printed(capsys, *args, code=1)
    page = (broken / "page" / "incident.html").read_text(encoding="utf-8")
    assert "120 of 240 expected purchase events are missing in site, worth about 2,400.00 EUR." in page
    assert "&lt;b&gt;Winter&lt;/b&gt;" in page
    assert "<b>Winter" not in page
