"""A full disk, a broken one, no right or no handle left at a step of writing: one line says so, and no file is torn.

Each of six errors comes at each step of each command, in turn.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path

from tools.trials import IN_TURN, Failure, chance
from tools.trials._writes import ERRORS, Faults, chosen, in_turn, judged, kept, steps

GOAL = 0
SECONDS = 0.1


def missing() -> str:
    """What this row needs."""
    return "" if hasattr(os, "fork") else "the system cannot fork"


def parts() -> dict[str, int]:
    """Every error at every step of every command."""
    return {name: count * len(ERRORS) for name, count in steps().items()}


def attempt(seed: int, number: int) -> Failure | None:
    """One error at one step."""
    luck = chance("faults", seed, number)
    stage, step = in_turn(number // len(ERRORS)) if seed == IN_TURN else chosen(luck)
    error = ERRORS[number % len(ERRORS)] if seed == IN_TURN else luck.choice(ERRORS)
    with tempfile.TemporaryDirectory(prefix="govern-campaign-") as base:
        place = Path(shutil.copytree(stage.folder, Path(base) / "scene"))
        _, code, said = stage.child(place, Faults(step, error))
        what = f"govern {stage.scene.name}, {errno.errorcode[error]} at step {step} of {stage.steps}"
        wrong = ""
        if code not in (0, 1, 2) or "Traceback" in said:
            wrong = f"exit code {code}\n{said[-3000:]}"
        elif code == 2 and not said.strip():
            wrong = "nothing was said"
        wrong = wrong or judged(stage, place, whole=code in (0, 1))
        return Failure(f"{what}: {wrong}", kept(place, what)) if wrong else None
