"""A full disk, a broken one, no right or no handle left at a step of writing: one line says so, and no file is torn."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path

from tools.trials import Failure, chance
from tools.trials._writes import ERRORS, Faults, chosen, judged, kept

GOAL = 10_000
SECONDS = 0.5


def missing() -> str:
    """What this row needs."""
    return "" if hasattr(os, "fork") else "the system cannot fork"


def attempt(seed: int, number: int) -> Failure | None:
    """One error at one step."""
    luck = chance("faults", seed, number)
    scene, step = chosen(number, luck)
    error = luck.choice(ERRORS)
    with tempfile.TemporaryDirectory(prefix="govern-campaign-") as base:
        place = Path(shutil.copytree(scene.folder, Path(base) / "shop"))
        _, code, said = scene.child(place, Faults(step, error))
        what = f"govern {' '.join(scene.args)}, {errno.errorcode[error]} at step {step} of {scene.steps}"
        wrong = ""
        if code not in (0, 1, 2) or "Traceback" in said:
            wrong = f"exit code {code}\n{said[-3000:]}"
        elif code == 2 and not said.strip():
            wrong = "nothing was said"
        wrong = wrong or judged(scene, place, whole=code in (0, 1))
        return Failure(f"{what}: {wrong}", kept(place, what)) if wrong else None
