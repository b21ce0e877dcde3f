"""Commands killed at a step of writing leave every file old or new, and the next run repairs the rest.

The steps are what the operating system is asked to change, and the middle of every write; each of each command comes in
turn, then steps by chance.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import killed

from tools.trials import Failure, chance
from tools.trials._writes import chosen, judged, kept

GOAL = 10_000
SECONDS = 0.5


def missing() -> str:
    """What this row needs."""
    return "" if hasattr(os, "fork") else "the system cannot fork"


def attempt(seed: int, number: int) -> Failure | None:
    """One kill."""
    scene, step = chosen(number, chance("kills", seed, number))
    with tempfile.TemporaryDirectory(prefix="govern-campaign-") as base:
        place = Path(shutil.copytree(scene.folder, Path(base) / "shop"))
        _, code, said = scene.child(place, killed.Steps(step))
        what = f"govern {' '.join(scene.args)}, killed at step {step} of {scene.steps}"
        wrong = said if code not in (-9, 0, 1) else judged(scene, place, whole=code != -9)
        return Failure(f"{what}: {wrong}", kept(place, what)) if wrong else None
