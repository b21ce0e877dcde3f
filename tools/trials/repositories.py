"""Hostile repositories: none of the programs that git would start for their configuration runs, whatever govern is asked."""

from __future__ import annotations

import shutil
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
import test_git_safety as safety

from tools.trials import Failure
from tools.trials._outcome import folder, said

GOAL = 200
SECONDS = 1.0


def missing() -> str:
    """What this row needs."""
    return "" if shutil.which("git") else "git is not installed"


@cache
def model() -> Path:
    """The repository that is made hostile."""

    class Folders:
        @staticmethod
        def mktemp(_name: str) -> Path:
            return Path(mkdtemp(prefix="govern-campaign-"))

    made = safety.model.__wrapped__(Folders)  # type: ignore[attr-defined]
    return Path(made)


def attempt(_seed: int, number: int) -> Failure | None:
    """One trap in one place."""
    traps, places = list(safety.TRAPS), safety.PLACES
    name, place = traps[number % len(traps)], places[number // len(traps) % len(places)]
    with folder() as base, pytest.MonkeyPatch.context() as patch:
        for key, value in safety.PLAIN.items():
            patch.setenv(key, value)
        trap = safety.Trap(base, model())
        safety.lay(trap, place, name, patch)
        if "Python" in name:
            for module in [module for module in sys.modules if module.partition(".")[0] == "git"]:
                patch.delitem(sys.modules, module)
        for command in safety.COMMANDS:
            outcome = said(*command)
            wrong = outcome.wrong() or (f"a program ran: {trap.ran()}" if trap.ran() else "")
            if wrong:
                return Failure(
                    f"{name} in {place.__name__}, govern {' '.join(command)}: {wrong}",
                    f"{name} {place.__name__}".encode(),
                )
    return None
