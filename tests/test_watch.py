"""`watch` looks again when something of the project has changed and stays as it is for a moment."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_helpers import BAD, GOOD

from govern.cli import run
from govern.commands import watch

pytestmark = pytest.mark.usefixtures("day")


def test_a_change_is_told_once_it_has_lasted(shop: Path) -> None:
    spec = shop / "specs" / "events" / "purchase.yaml"
    before = watch.state_of((str(shop),))
    pauses: list[float] = []

    def write(seconds: float) -> None:
        """Somebody writes at the second look, and again at the third."""
        pauses.append(seconds)
        if 1 < len(pauses) < 4:
            spec.write_text(GOOD + "#" * len(pauses) + "\n")

    after = watch.watch((str(shop),), before, write)
    assert len(pauses) == 4
    assert after[str(spec)] != before[str(spec)]


def test_what_is_rendered_is_no_change(shop: Path) -> None:
    before = watch.state_of((str(shop),))
    run(["render"])
    assert watch.state_of((str(shop),)) == before


def test_watch_tells_what_is_wrong_now_and_after_the_change(
    bad: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rounds = iter([GOOD])

    def change(roots: tuple[str, ...], state: watch.State) -> watch.State:
        text = next(rounds, None)
        if text is None:
            raise KeyboardInterrupt
        (bad / "specs" / "events" / "purchase.yaml").write_text(text)
        return state

    monkeypatch.setattr(watch, "watch", change)
    assert run(["watch"]) == 0
    out = capsys.readouterr().out
    assert BAD.strip().splitlines()[-1].strip()[:20] in out
    assert out.endswith("the specs are in order\n")
