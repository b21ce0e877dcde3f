"""Choosing among findings: by rule, by group, by level; what fails a run; counts; a report in a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from govern.cli import run

pytestmark = pytest.mark.usefixtures("day")

SPECS = """version: 1
sites: [{name: shop, domains: {production: [www.hazel.example]}}]
destinations: [{name: meta, platform: meta, site: shop, id: '123456789012345'}]
events:
  - {name: purchase, site: shop, description: An order was paid., owner: team, parameters: [
      {name: value, type: money}, {name: currency, type: currency}]}
mappings:
  - {event: purchase, destination: meta, as: Purchse, via: [browser], parameters: {value: value}}
"""

Rules = Callable[..., tuple[list[tuple[str, str]], int]]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with findings of every level."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "all.yaml").write_text(SPECS)
    return tmp_path


@pytest.fixture
def told(shop: Path, capsys: pytest.CaptureFixture[str]) -> Rules:
    """What lint tells with some options: rules with their levels, and the exit code."""

    def told(*options: str) -> tuple[list[tuple[str, str]], int]:
        code = run(["lint", "--format", "json", *options])
        return [(found["rule"], found["level"]) for found in json.loads(capsys.readouterr().out)["findings"]], code

    return told


def test_a_rule_or_its_group_is_chosen_and_left_out(told: Rules) -> None:
    everything, code = told()
    assert {"mappings/misspelt-platform-event"} < {rule for rule, _ in everything}
    assert code == 1
    assert {rule for rule, _ in told("--select", "mappings/misspelt-platform-event")[0]} == {
        "mappings/misspelt-platform-event"
    }
    groups = {rule.partition("/")[0] for rule, _ in told("--select", "mappings", "--select", "privacy,consent")[0]}
    assert "mappings" in groups
    assert groups <= {"mappings", "privacy", "consent"}
    assert {rule.partition("/")[0] for rule, _ in told("--ignore", "mappings")[0]}.isdisjoint({"mappings"})
    left = told("--select", "mappings", "--ignore", "mappings/misspelt-platform-event")[0]
    assert "mappings/misspelt-platform-event" not in {rule for rule, _ in left}


def test_what_is_not_chosen_is_not_a_reason_to_fail(told: Rules) -> None:
    assert told("--ignore", "mappings,consent")[1] == 0
    assert told("--level", "error", "--select", "consent")[1] == 0
    assert told("--fail-on", "note", "--select", "mappings")[1] == 1
    assert told("--exit-zero")[1] == 0
    assert {level for _, level in told("--level", "warning")[0]} <= {"error", "warning"}


def test_a_rule_that_there_is_not_is_refused_before_anything_is_done(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["lint", "--select", "mapings"]) == 2
    assert 'there is no rule or group of rules "mapings"; did you mean "mappings"?' in capsys.readouterr().err
    (shop / "rules").mkdir()
    (shop / "rules" / "house.yaml").write_text(
        "version: 1\nrules: [{name: short-names, each: events, where: {name: {match: '.{9,}'}}, message: long}]\n"
    )
    assert run(["lint", "--select", "team", "--exit-zero"]) == 0
    monkeypatch.chdir("/")
    assert run(["lint", "--select", "team", "--exit-zero", "-C", str(shop)]) == 0


def test_only_what_is_chosen_is_fixed(shop: Path) -> None:
    specs = shop / "specs" / "all.yaml"
    specs.write_text(SPECS.replace("description:", "descripton:"))
    run(["lint", "--fix", "--select", "events,mappings"])
    assert specs.read_text() == SPECS.replace("description:", "descripton:")
    run(["lint", "--fix", "--select", "spec/unknown-key"])
    assert specs.read_text() == SPECS


def test_a_baseline_is_never_written_of_a_part(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", "--write-baseline", "--select", "mappings"]) == 2
    assert "--write-baseline accepts everything" in capsys.readouterr().err
    assert sorted(path.name for path in shop.iterdir()) == ["govern.yaml", "specs"]


def test_statistics_count_by_rule_the_most_frequent_first(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", "--statistics", "--format", "json"]) == 1
    counts = [row["count"] for row in json.loads(capsys.readouterr().out)]
    assert counts == sorted(counts, reverse=True)
    assert run(["lint", "--statistics", "--select", "mappings/misspelt-platform-event"]) == 1
    assert capsys.readouterr().out.splitlines()[0].split()[::2] == ["1", "mappings/misspelt-platform-event"]
    assert run(["lint", "--statistics", "--format", "sarif"]) == 2


def test_a_report_in_a_file_is_the_one_that_would_be_printed(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", "--format", "json"]) == 1
    printed = capsys.readouterr().out
    assert run(["lint", "--format", "json", "--output-file", "found.json"]) == 1
    assert capsys.readouterr().out == ""
    assert (shop / "found.json").read_text("utf-8") == printed


def test_quiet_says_why_it_ends_with_1(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", "-q", "--select", "consent"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "without -q they are shown" in said.err
