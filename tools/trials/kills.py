"""Commands killed at a step of writing leave every file old or new, and the next run repairs the rest.

The steps are what the operating system is asked to change, and the middle and the end of every write. Each step of each command
comes in turn, once; then steps by chance, and of three runs that leave something undone one is followed by another that is
killed as well. What the next run makes of a folder is asked once of each state that a kill left.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import killed

from tools.trials import IN_TURN, Failure, chance
from tools.trials._writes import chosen, in_turn, judged, kept, steps, tree

GOAL = 10_000
SECONDS = 0.1


def missing() -> str:
    """What this row needs."""
    return "" if hasattr(os, "fork") else "the system cannot fork"


def parts() -> dict[str, int]:
    """Every step of every command."""
    return steps()


def attempt(seed: int, number: int) -> Failure | None:
    """One kill in turn; or one by chance, or two in a row."""
    luck = chance("kills", seed, number)
    stage, step = in_turn(number) if seed == IN_TURN else chosen(luck)
    what = f"govern {stage.scene.name}, killed at step {step} of {stage.steps}"
    with tempfile.TemporaryDirectory(prefix="govern-campaign-") as base:
        place = Path(shutil.copytree(stage.folder, Path(base) / "scene"))
        _, code, said = stage.child(place, killed.Steps(step))
        is_twice = seed != IN_TURN and stage.scene.args[0] != "import" and luck.randrange(3) == 0
        if code == -9 and is_twice and tree(place) != stage.new:
            again = luck.randint(1, stage.steps)
            what += f", then at step {again}"
            _, code, said = stage.child(place, killed.Steps(again))
        wrong = said if code not in (-9, 0, 1) else judged(stage, place, whole=code != -9)
        if seed == IN_TURN and code != -9:
            wrong = wrong or f"it was not killed: it ended with {code}"
        return Failure(f"{what}: {wrong}", kept(place, what)) if wrong else None
