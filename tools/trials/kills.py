"""Commands killed at a step of writing leave every file old or new, and the next run repairs the rest.

The steps are what the operating system is asked to change, and the middle of every write; each of each command comes in
turn, then steps by chance. Of three runs that leave something undone one is followed by another that is killed as well. What
the next run makes of a folder is asked once of each state that a kill left.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import killed
import scenes

from tools.trials import Failure, chance
from tools.trials._writes import chosen, judged, kept

GOAL = 10_000
SECONDS = 0.1


def missing() -> str:
    """What this row needs."""
    return "" if hasattr(os, "fork") else "the system cannot fork"


def attempt(seed: int, number: int) -> Failure | None:
    """One kill, or two in a row."""
    luck = chance("kills", seed, number)
    scene, step = chosen(number, luck)
    what = f"govern {' '.join(scene.args)}, killed at step {step} of {scene.steps}"
    with tempfile.TemporaryDirectory(prefix="govern-campaign-") as base:
        place = Path(shutil.copytree(scene.folder, Path(base) / "shop"))
        _, code, said = scene.child(place, killed.Steps(step))
        if code == -9 and scene.args[0] != "import" and scenes.tree(place) != scene.new and luck.randrange(3) == 0:
            again = luck.randint(1, scene.steps)
            what += f", then at step {again}"
            _, code, said = scene.child(place, killed.Steps(again))
        wrong = said if code not in (-9, 0, 1) else judged(scene, place, whole=code != -9)
        return Failure(f"{what}: {wrong}", kept(place, what)) if wrong else None
