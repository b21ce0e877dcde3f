"""Symptoms: what people call them, causes that lead to rules, and the project's own files first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from for_each import for_each

from govern.cli import run
from govern.rules.catalogue import rule_ids
from govern.symptoms import called, symptoms

pytestmark = pytest.mark.usefixtures("day")


def test_every_cause_leads_to_rules_that_there_are() -> None:
    named = {rule for symptom in symptoms() for cause in symptom.causes for rule in cause.rules}
    assert named - set(rule_ids()) == set()
    assert all(cause.prove.startswith("govern ") for symptom in symptoms() for cause in symptom.causes)


@for_each(
    ("said", "name"),
    [
        ("zero conversions", "zero_conversions"),
        ("inflated", "inflated"),
        ("Other attribution", "other_attribution"),
        ("missing parameter", "missing_parameter"),
        ("learning", "learning"),
        ("value is zero", "value_is_zero"),
        ("add to cart higher than page views", "add_to_cart_above_page_views"),
        ("no recent activity", "no_recent_activity"),
        ("access denied", "access_denied"),
        ("signal loss", "signal_loss"),
        ("low match quality", "low_match_quality"),
        ("fewer than the CRM", "fewer_than_the_crm"),
        ("my conversions are counted twice", "inflated"),
        ("Meta shows no leads", "zero_conversions"),
        ("purchase tag doesn't work", "zero_conversions"),
        ("every lead is counted two times", "inflated"),
        ("more conversions than orders", "inflated"),
        ("more orders than conversions", "fewer_than_the_crm"),
        ("GA4 shows fewer orders than our shop", "fewer_than_the_crm"),
        ("AddToCart exceeds PageView", "add_to_cart_above_page_views"),
        ("ROAS is 0", "value_is_zero"),
        ("transaction_id is missing", "missing_parameter"),
        ("paid traffic shows up as direct traffic", "other_attribution"),
        ("last received 10 days ago", "no_recent_activity"),
        ("error 190: invalid access token", "access_denied"),
        ("adblock", "signal_loss"),
        ("users cannot be matched", "low_match_quality"),
        ("the campaign does not leave the learning phase", "learning"),
        ("the weather", None),
        ("conversion", None),
    ],
)
def test_a_symptom_is_known_by_what_people_call_it(said: str, name: str | None) -> None:
    found = called(said)
    assert (found.name if found is not None else None) == name


def test_what_the_project_shows_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["explain", "value is zero"]) == 0
    assert "nothing was looked at" in capsys.readouterr().out
    capture = tmp_path / "hits.txt"
    capture.write_text('{"log": {"entries": []}}')
    assert run(["explain", "value is zero", "--capture", str(capture)]) == 2
    assert "there is nothing to verify" in capsys.readouterr().err
    capture.write_text("https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=0&cd[currency]=EUR\n")
    assert run(["explain", "value is zero", "--capture", str(capture)]) == 0
    said = capsys.readouterr().out
    assert "  1. The value is zero when the tag fires" in said
    assert "found: hits/purchase-worth-nothing (1)" in said
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    (tmp_path / "captures").mkdir()
    capture.rename(tmp_path / "captures" / "hits.txt")
    assert run(["explain", "value is zero"]) == 0, "those of a project are looked at without being named"
    assert "the specs, the exports and the captures here show the first one" in capsys.readouterr().out


def test_a_cause_that_an_error_shows_comes_before_many_warnings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def sent(name: str, mail: str) -> str:
        event = {"event_name": name, "event_time": 1796032800, "action_source": "website", "user_data": {"em": mail}}
        return f"POST https://graph.facebook.com/v25.0/1234567890123456/events {json.dumps({'data': [event]})}\n"

    lines = [sent(name, "ab" * 32) for name in ("Contact", "Search", "Subscribe")]
    (tmp_path / "log.txt").write_text("".join([*lines, sent("Lead", "ana@hazel.example")]), encoding="utf-8")
    assert run(["explain", "low match quality", "--capture", str(tmp_path / "log.txt")]) == 0
    said = capsys.readouterr().out
    assert said.index("found: hits/match-key-not-hashed (1)") < said.index("found: hits/missing-advice (4)")


def test_what_is_neither_rule_nor_symptom_is_told_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "the weather in spring"]) == 2
    assert '"zero conversions"' in capsys.readouterr().err


def test_a_page_fits_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["explain", "zero conversions"]) == 0
    told = capsys.readouterr().out
    assert "\n     rules: csp/missing-host, " in told, "a cause and what belongs to it stand below each other"
    assert max(map(len, told.splitlines())) <= 100
