"""No program of a repository runs: two hundred hostile repositories, each with a program that leaves a mark when started.

A trap is a way to make git start a program (`TRAPS`), laid in a place where git might take it for its own (`PLACES`).
That the traps work is tested, too: plain git walks into them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from traps import COMMANDS, COMMITTED, PLACES, PLAIN, TRAPS, Trap, embedded, lay, modelled, own

from govern.cli import run
from govern.source import git
from govern.source.history import versions

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None or os.name == "nt", reason="needs git and a shell"),
    pytest.mark.usefixtures("day"),
]


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return modelled(tmp_path_factory.mktemp("model"))


@pytest.fixture
def trap(tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch) -> Trap:
    for name, value in PLAIN.items():
        monkeypatch.setenv(name, value)
    return Trap(tmp_path, model)


def test_there_are_two_hundred_hostile_repositories() -> None:
    assert len(PLACES) * len(TRAPS) >= 200


USUAL = (["status"], ["diff"], ["diff", "--cached"], ["log", "--name-only"], ["add", "-A"], ["checkout", "-f"])


@pytest.mark.slow
@pytest.mark.parametrize("place", [embedded, own], ids=lambda place: place.__name__)
@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_works_where_nobody_takes_care(
    trap: Trap, place: Callable[[Trap], None], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(trap, place, name, monkeypatch)
    events = trap.shop / "specs" / "events.yaml"
    for command in (["git", *words] for words in USUAL):
        events.write_text(events.read_text() + "#\n")
        subprocess.run(command, check=False, capture_output=True)
        if trap.ran():
            return
    subprocess.run([sys.executable, "-c", "import git"], check=False, capture_output=True)
    assert trap.ran(), "this trap is none"


ALL = [pytest.param(place, marks=[] if place in (embedded, own) else [pytest.mark.slow]) for place in PLACES]
"""Quick runs look at two places."""


@pytest.mark.slow
@pytest.mark.parametrize("name", TRAPS)
@pytest.mark.parametrize("place", ALL, ids=[place.__name__ for place in PLACES])
def test_no_program_of_a_hostile_repository_runs(
    trap: Trap,
    place: Callable[[Trap], None],
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lay(trap, place, name, monkeypatch)
    if "Python" in name:
        for module in [module for module in sys.modules if module.partition(".")[0] == "git"]:
            monkeypatch.delitem(sys.modules, module)  # its import starts git
    for command in COMMANDS:
        assert run(command) in (0, 1, 2)
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert trap.ran() == "", f"govern {' '.join(command)} ran a program"
    if place in COMMITTED and name != "directory of the caller":
        assert git.checkout(str(trap.shop)) is None
        assert list(versions(str(trap.shop), ("specs",))) == []
