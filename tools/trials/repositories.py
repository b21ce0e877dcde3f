"""Hostile repositories: none of the programs that git would start for their configuration runs, whatever govern is asked."""

from __future__ import annotations

import shutil
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
import traps

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
    return traps.modelled(Path(mkdtemp(prefix="govern-campaign-")))


def attempt(_seed: int, number: int) -> Failure | None:
    """One trap in one place."""
    names, places = list(traps.TRAPS), traps.PLACES
    name, place = names[number % len(names)], places[number // len(names) % len(places)]
    with folder() as base, pytest.MonkeyPatch.context() as patch:
        for key, value in traps.PLAIN.items():
            patch.setenv(key, value)
        trap = traps.Trap(base, model())
        traps.lay(trap, place, name, patch)
        if "Python" in name:
            for module in [module for module in sys.modules if module.partition(".")[0] == "git"]:
                patch.delitem(sys.modules, module)
        for command in traps.COMMANDS:
            outcome = said(*command)
            wrong = outcome.wrong() or (f"a program ran: {trap.ran()}" if trap.ran() else "")
            if wrong:
                return Failure(
                    f"{name} in {place.__name__}, govern {' '.join(command)}: {wrong}",
                    f"{name} {place.__name__}".encode(),
                )
    return None
