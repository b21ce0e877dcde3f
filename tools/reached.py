"""What the campaign has reached: kept by row, so that whatever is stopped goes on where it stood."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any

from govern import __version__

ROOT = Path(__file__).resolve().parent.parent

Figures = dict[str, Any]
START: Figures = {
    "tried": 0, "failed": [], "mended": 0, "seconds": 0.0, "next": {}, "with": {},
    "turn": {"made": "", "first": 0, "next": 0, "parts": {}, "tried": 0},
}  # fmt: skip
"""What is kept of a row: inputs tried by chance, attempts that fail now, failures that do not any more, seconds, the next
number by seed, inputs by the product that they were tried with; and of attempts in turn the product, its first one, the
next, how many there are by part, and how many were made in all."""


def product() -> str:
    """A digest of the product, which tells what an attempt was made with."""
    digest = sha256()
    for folder in ("govern", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def read(folder: Path, row: str) -> Figures:
    """What earlier runs reached with a row; each has a file of its own, so that runs of several rows do not meet."""
    path = folder / f"{row}.json"
    return dict(json.loads(json.dumps(START)) | (json.loads(path.read_text("utf-8")) if path.is_file() else {}))


def write(folder: Path, row: str, kept: Figures) -> None:
    """Keep what was reached, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f"{row}.{os.getpid()}.new"
    beside.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")
    beside.replace(folder / f"{row}.json")


def begin_turn(kept: Figures, made: str, parts: dict[str, int]) -> None:
    """With another product, or other parts, every attempt in turn is to be made again, from where the last run stood on."""
    turn = kept["turn"]
    if (turn["made"], turn["parts"]) != (made, parts):
        turn.update(made=made, parts=parts, first=turn["next"])


def left_in_turn(kept: Figures) -> range:
    """The numbers of the attempts in turn that are still to be made."""
    turn = kept["turn"]
    return range(turn["next"], turn["first"] + sum(turn["parts"].values()))


def covered(turn: Figures) -> Iterator[tuple[str, int, int]]:
    """Of each part its name, how many of its attempts were made, and how many there are."""
    total = sum(turn["parts"].values())
    made = min(total, turn["next"] - turn["first"])
    first = turn["first"] % total if total else 0
    spans = ((first, min(total, first + made)), (0, max(0, first + made - total)))
    ends = accumulate(turn["parts"].values())
    for (name, count), end in zip(turn["parts"].items(), ends, strict=True):
        begin = end - count
        yield name, sum(max(0, min(end, stop) - max(begin, start)) for start, stop in spans), count


def figures(folder: Path, names: Iterable[str], made: str, jobs: int) -> Figures:
    """What the page says, of the rows that were tried."""
    reached = {}
    for name in names:
        kept = read(folder, name)
        turn = kept["turn"]
        if kept["tried"] or turn["tried"]:
            reached[name] = {
                "tried": kept["tried"], "mended": kept["mended"], "seconds": kept["seconds"], "failures": len(kept["failed"]),
                "seeds": sorted(map(int, kept["next"])), "current": kept["with"].get(made, 0),
                "turn": {"tried": turn["tried"], "made": turn["made"], "parts": list(map(list, covered(turn)))},
            }  # fmt: skip
    versions = {"govern": __version__, "python": platform.python_version(), "system": platform.system()}
    return {"product": made, "versions": versions, "processes": jobs, "rows": reached}
