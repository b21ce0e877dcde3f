"""The campaign: it counts, goes on where it stood, keeps what failed; and of each row a few attempts, seeded."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tools import campaign, children
from tools.pages import reliability
from tools.trials import IN_TURN, Attempt, Failure, Row, chance, module_of, rows

pytestmark = pytest.mark.usefixtures("day")

KNOWN = rows()
CHEAP = ("names", "secrets", "commands", "pages")
"""Rows of which an attempt takes some hundredths of a second; the others are tried among the slow tests."""

Parts = dict[str, int]

IN_TURN_AT_ONCE = ("chains", "processes")
"""Rows whose first attempt in turn needs nothing that takes long to lay."""

ELSEWHERE = ("chromium",)
"""Rows that have a test of their own, here `test_csp_browser.py`."""


def alone(row: str, count: int) -> None:
    """So many attempts of a row, with a seed of its own, and the first of those in turn."""
    if lacking := KNOWN[row].missing():
        pytest.skip(lacking)
    if row in IN_TURN_AT_ONCE:
        failure = KNOWN[row].attempt(IN_TURN, 0)
        assert failure is None, failure.said
    for number in range(count):
        failure = KNOWN[row].attempt(7, number)
        assert failure is None, failure.said


@pytest.mark.parametrize("row", CHEAP)
def test_some_attempts_show_nothing(row: str) -> None:
    alone(row, 2)


@pytest.mark.slow
@pytest.mark.parametrize("row", [row for row in KNOWN if row not in (*CHEAP, *ELSEWHERE)])
def test_some_attempts_of_what_takes_longer_show_nothing(row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if row == "chains":  # two reviews in place of twenty
        monkeypatch.setattr(module_of(row), "REVIEWS", module_of(row).REVIEWS[-2:])
    alone(row, 1 if KNOWN[row].seconds > 1 else 2)


def odd(seed: int, number: int) -> Failure | None:
    """A row in which every seventh attempt fails."""
    return Failure("seven", f"number {number}".encode()) if number % 7 == 6 else None


def never(seed: int, number: int) -> Failure | None:
    """The same after it was mended."""
    return None


def tried(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    attempt: Attempt,
    *args: str,
    lacking: str = "",
    parts: Parts | None = None,
) -> int:
    """Run the command line with one row."""
    row = Row("odd", "Odd.", 50, 0.1, attempt, lambda: lacking, parts=lambda: parts or {})
    monkeypatch.setattr(campaign, "rows", lambda: {"odd": row})
    monkeypatch.setattr(campaign, "FIGURES", campaign.ROOT / tmp_path / "figures.json")
    monkeypatch.setattr(campaign, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "argv", ["campaign.py", "--state", str(tmp_path / "state"), "--jobs", "1", *args])
    return campaign.main()


def test_counts_add_up_failures_are_kept_and_what_was_mended_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tried(tmp_path, monkeypatch, odd, "odd", "--count", "10") == 1
    kept = sorted(path.name for path in (tmp_path / "state" / "corpus" / "odd").iterdir())
    assert len(kept) == 2
    assert (tmp_path / "state" / "corpus" / "odd" / kept[0]).read_bytes() == b"number 6"
    assert tried(tmp_path, monkeypatch, odd, "odd", "--count", "10") == 1
    assert json.loads((tmp_path / "state" / "odd.json").read_text())["failed"] == [[1, 6], [1, 13]]
    assert tried(tmp_path, monkeypatch, never, "odd", "--figures") == 0
    figures = json.loads((tmp_path / "figures.json").read_text())["rows"]["odd"]
    assert (figures["tried"], figures["failures"], figures["mended"], figures["seeds"]) == (50, 0, 2, [1])
    assert "50 of 50 so far" in capsys.readouterr().out


def test_a_night_has_its_time_for_all_rows_and_fails_with_one_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(campaign, "NIGHT", 0.2)
    assert tried(tmp_path, monkeypatch, slowly, "--nightly") == 0
    kept = json.loads((tmp_path / "state" / "odd.json").read_text())
    assert 2 <= kept["tried"] < 50
    assert tried(tmp_path, monkeypatch, odd, "--nightly") == 1


def test_a_release_goes_on_to_the_goals_and_fails_where_one_is_not_reached_or_something_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tried(tmp_path, monkeypatch, never, "--release", "--count", "10") == 1
    assert tried(tmp_path, monkeypatch, never, "--release") == 0
    assert json.loads((tmp_path / "state" / "odd.json").read_text())["tried"] == 50
    assert tried(tmp_path, monkeypatch, never, "--release", lacking="Node") == 1


def test_what_can_be_counted_is_tried_in_turn_once_a_build_from_where_the_last_one_stood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    builds = iter(("one", "one", "two"))
    monkeypatch.setattr(campaign, "product", lambda: next(builds))
    parts = {"first": 3, "second": 5}
    assert tried(tmp_path, monkeypatch, never, "odd", "--count", "6", parts=parts) == 0
    assert "0 of 50 so far, 2 of 8 in turn are left" in capsys.readouterr().out
    assert tried(tmp_path, monkeypatch, never, "odd", "--count", "4", parts=parts) == 0
    assert "2 of 50 so far, 0 of 8 in turn are left" in capsys.readouterr().out
    assert tried(tmp_path, monkeypatch, never, "odd", "--count", "4", "--figures", parts=parts) == 0
    turn = json.loads((tmp_path / "figures.json").read_text())["rows"]["odd"]["turn"]
    assert turn == {"tried": 12, "made": "two", "parts": [["first", 3, 3], ["second", 1, 5]]}


def test_hours_are_shared_by_what_rows_lack_and_what_is_left_of_a_share_goes_on(tmp_path: Path) -> None:
    one, two = (Row(name, "", 50, 0.1, never) for name in ("one", "two"))
    given = campaign.shared([one, two], {"one": 30.0, "two": 10.0}, 400)
    first, second = next(given), next(given)
    assert (first[0].name, second[0].name) == ("two", "one")
    assert first[1] == pytest.approx(100, abs=1)
    assert second[1] == pytest.approx(400, abs=1), "nothing was used of the first share"


def slowly(seed: int, number: int) -> Failure | None:
    """A row of which an attempt takes a while."""
    time.sleep(0.05)
    return None


def harmful(seed: int, number: int) -> Failure | None:
    """A row whose third attempt ends the process, and whose fifth does not end."""
    if number == 2:
        os._exit(7)
    while number == 4:
        pass
    return None


def test_an_attempt_that_crashes_or_does_not_end_is_a_failure_and_the_others_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(children, "PATIENCE", 0.02)
    assert tried(tmp_path, monkeypatch, harmful, "odd", "--count", "8") == 1
    assert json.loads((tmp_path / "state" / "odd.json").read_text())["failed"] == [[1, 2], [1, 4]]
    said = capsys.readouterr().out
    assert "8 of 50 so far" in said
    assert "its process ended with 7" in said and f"its process ended with {-signal.SIGPROF}" in said


def test_several_children_count_as_one_does_and_each_is_replaced_after_its_life(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "LIFE", 3)
    assert tried(tmp_path, monkeypatch, odd, "odd", "--count", "20", "--jobs", "2") == 1
    kept = json.loads((tmp_path / "state" / "odd.json").read_text())
    assert (kept["tried"], kept["failed"], kept["next"]) == (20, [[1, 6], [1, 13]], {"1": 20})


def test_a_row_that_does_not_exist_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit):
        tried(tmp_path, monkeypatch, never, "even")


def test_an_attempt_is_the_same_for_the_same_seed_and_number() -> None:
    assert chance("a", 1, 2).random() == chance("a", 1, 2).random() != chance("a", 2, 1).random()


def test_the_page_has_every_row_and_says_what_was_not_tried() -> None:
    figures = {
        "product": "abc", "processes": 2, "versions": {"govern": "1", "python": "3", "system": "Linux"},
        "rows": {"specs": {"tried": 1200, "current": 200, "failures": 1, "mended": 2, "seconds": 3700.0, "seeds": [1, 2]}},
    }  # fmt: skip
    page = reliability.text(figures, KNOWN)
    assert "1,200 attempts, 1 failure." in page
    assert "| 1,200 | 200 | 1,000,000 | 1 | 2 | 1, 2 | 1 h 01 min |" in page
    assert page.count("not tried yet") == len(KNOWN) - 1
