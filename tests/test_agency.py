"""An invented agency of 200 people: what was planted is found, all of it, and nothing else of a warning or more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from agency import DAY, Agency, Planted
from cli_helpers import Captured

from govern.cli import run

pytestmark = [pytest.mark.usefixtures("day"), pytest.mark.slow]


def said(root: Path, planted: Planted, capsys: Captured) -> Planted:
    """What `lint` and `audit` say of a warning or more: the rule, and whom of those it was planted for it names, or the message."""
    found: Planted = set()
    for command in ("lint", "audit"):
        run([command, "-C", str(root), "--today", DAY, "--format", "json"])
        for finding in json.loads(capsys.readouterr().out)["findings"]:
            if finding["level"] != "note":
                rule, message = finding["rule"], finding["message"]
                about = next((name for known, name in planted if known == rule and f'"{name}"' in message), message)
                found.add((rule, about))
    return found


@pytest.mark.parametrize(("seed", "clients"), [(1, 1), (2, 30)])
def test_sixty_planted_problems_are_found_and_nothing_else(
    seed: int, clients: int, tmp_path: Path, capsys: Captured
) -> None:
    agency = Agency(seed)
    agency.plant()
    agency.write(tmp_path / "agency", clients)
    assert len(agency.planted) == 60
    assert said(tmp_path / "agency", agency.planted, capsys) == agency.planted


def test_an_agency_in_order_is_silent(tmp_path: Path, capsys: Captured) -> None:
    agency = Agency(3)
    agency.write(tmp_path / "agency")
    assert said(tmp_path / "agency", set(), capsys) == set()
