"""Facts have an age and sources, and tables of versions agree with themselves."""

from __future__ import annotations

import re
import sys

import pytest
from for_each import for_each

from govern.platforms import load, platforms
from tools import facts
from tools.pages.traced import traced


def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> list[str]:
    """What the command prints."""
    monkeypatch.setattr(sys, "argv", ["facts.py", *words])
    assert facts.main() == 0
    return capsys.readouterr().out.splitlines()


def test_every_fact_has_a_day_and_every_verified_one_a_source() -> None:
    found = list(traced())
    assert {fact.platform for fact in found} == set(platforms())
    assert [fact.way for fact in found if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", fact.day)] == []
    phrases = [fact for fact in found if fact.verified and not all(one.startswith("https://") for one in fact.sources)]
    assert [(fact.platform, fact.way) for fact in found if fact.verified and not fact.sources] == []
    assert [(fact.platform, fact.way, fact.sources) for fact in phrases] == [], "a source can be looked up"


def test_the_command_tells_age_and_sources(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    head, *rows = told(capsys, monkeypatch)
    assert head.split()[:2] == ["platform", "facts"] and [row.split()[0] for row in rows] == list(platforms())
    assert told(capsys, monkeypatch, "--before", "2000-01-01") == [""]
    assert all("(not verified)" in row for row in told(capsys, monkeypatch, "--unverified"))
    once = told(capsys, monkeypatch, "--sample", "12", "--seed", "3")
    assert len(once) == 12 and once == told(capsys, monkeypatch, "--sample", "12", "--seed", "3")


@for_each("key", platforms())
def test_the_current_version_is_the_newest_of_its_own_table(key: str) -> None:
    """What has no end day yet may be missing from the table of ends, and then is newer than all of it."""
    api = load(key).facts.server_api
    ends = api.version_ends.days

    def number(version: str) -> tuple[int, ...]:
        return tuple(map(int, re.findall(r"\d+", version)))

    if ends:
        assert number(api.version_current) >= max(map(number, ends))
        ordered = sorted(ends, key=number)
        assert [ends[one] for one in ordered] == sorted(ends.values()), "later versions end later"
