"""Try `govern` with what goes wrong, and count: `python tools/campaign.py [ROW...] --count N --seed S`.

Without `--count` each row is tried up to its goal, as a release wants it; `--nightly` divides twenty minutes among all
rows, `--release` takes as long as the goals take, and fails where one is not reached. Whatever is stopped goes on where it stood, and counts add up over
runs; how many of them were made with the product as it is now is counted too. A failure leaves a file named after its
content, is tried again first by the next run, and makes this command exit with 1. `--figures` writes what was reached
to `tools/reliability.json`, of which `docs/reliability.md` is made.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from govern import __version__  # noqa: E402
from tools.children import Asked, results  # noqa: E402
from tools.trials import Failure, Row, rows  # noqa: E402

STATE = ROOT / ".campaign"
FIGURES = ROOT / "tools" / "reliability.json"
NIGHT = 20 * 60
"""Seconds that all rows of a nightly run have together."""

Figures = dict[str, Any]
START: Figures = {"tried": 0, "failed": [], "mended": 0, "seconds": 0.0, "next": {}, "with": {}}
"""What is kept of a row: attempts, those that fail now, failures that do not any more, seconds, the next number by seed,
and attempts by the product that they were made with."""


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


class Run:
    """One run of one row: what it adds to what was kept."""

    def __init__(self, row: Row, kept: Figures, seed: int, folder: Path, product: str) -> None:
        self.row = row
        self.kept = kept
        self.seed = seed
        self.folder = folder
        self.product = product
        self.failed = {tuple(asked) for asked in kept["failed"]}

    def numbers(self, count: int) -> Iterator[Asked]:
        """What failed before, then what was not tried yet, up to so many inputs."""
        first = self.kept["next"].get(str(self.seed), 0)
        fresh = range(first, first + -(-count // self.row.each))
        return chain(sorted(self.failed), ((self.seed, number) for number in fresh))

    def note(self, asked: Asked, failure: Failure | None) -> None:
        """Count an attempt, and keep the input of one that failed."""
        seed, number = asked
        if number >= self.kept["next"].get(str(seed), 0):
            self.kept["next"][str(seed)] = number + 1
            self.kept["tried"] += self.row.each
            self.kept["with"][self.product] = self.kept["with"].get(self.product, 0) + self.row.each
        if failure is not None:
            self.failed.add(asked)
            self.keep(failure, asked)
        elif asked in self.failed:
            self.failed.remove(asked)
            self.kept["mended"] += 1
        self.kept["failed"] = sorted(map(list, self.failed))

    def keep(self, failure: Failure, asked: tuple[int, int]) -> None:
        """Leave a file named after the content, and what was said of it beside."""
        corpus = self.folder / "corpus" / self.row.name
        corpus.mkdir(parents=True, exist_ok=True)
        (corpus / failure.name).write_bytes(failure.content)
        (corpus / f"{failure.name}.said").write_text(f"seed and number {asked}\n{failure.said}\n", "utf-8", "replace")
        print(f"  FAILED {self.row.name} {asked}: {failure.said.strip().splitlines()[-1][:160]}", flush=True)


def run(row: Row, folder: Path, *, made: str, count: int, seed: int, seconds: float, jobs: int) -> Figures:
    """Try a row so many times, or so long, and keep what was reached every few seconds."""
    kept = read(folder, row.name)
    this = Run(row, kept, seed, folder, made)
    before, began = kept["tried"], time.monotonic()
    spent, saved = kept["seconds"], began
    with results(row, partial(this.numbers, count), jobs) as found:
        for asked, failure in found:
            this.note(asked, failure)
            now = time.monotonic()
            kept["seconds"] = round(spent + now - began, 1)
            if now - saved > 5:
                write(folder, row.name, kept)
                saved = now
            if now - began > seconds:
                break
    write(folder, row.name, kept)
    added = kept["tried"] - before
    print(
        f"{row.name:14} {added:>9,} tried, seed {seed}, {time.monotonic() - began:7.1f} s, {len(this.failed)} fail;"
        f" {kept['tried']:,} of {row.goal:,} so far",
        flush=True,
    )
    return kept


def figures(folder: Path, made: str, jobs: int) -> Figures:
    """What the page says, of the rows that were tried."""
    reached = {}
    for name in rows():
        kept = read(folder, name)
        if kept["tried"]:
            reached[name] = {key: kept[key] for key in ("tried", "mended", "seconds")} | {
                "failures": len(kept["failed"]),
                "seeds": sorted(map(int, kept["next"])),
                "current": kept["with"].get(made, 0),
            }
    versions = {"govern": __version__, "python": platform.python_version(), "system": platform.system()}
    return {"product": made, "versions": versions, "processes": jobs, "rows": reached}


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"one of {', '.join(rows())}; all of them by default")
    parser.add_argument("--count", type=int, help="attempts of each row; up to its goal by default")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop a row after so long")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="processes")
    parser.add_argument("--state", type=Path, default=STATE, help="the folder that remembers what was reached")
    parser.add_argument("--nightly", action="store_true", help="all rows, twenty minutes together")
    parser.add_argument("--release", action="store_true", help="all rows up to their goals")
    parser.add_argument("--figures", action="store_true", help=f"write {FIGURES.relative_to(ROOT)} of what was reached")
    options = parser.parse_args()
    known = rows()
    chosen = options.rows or list(known)
    if unknown := [name for name in chosen if name not in known]:
        parser.error(f"there is no row {unknown[0]!r}; there are {', '.join(known)}")
    made = product()
    failed = 0
    for name in () if options.figures and not options.rows else chosen:
        one = known[name]
        if lacking := one.missing():
            print(f"{name:14} not tried: {lacking}")
            failed += options.release
            continue
        goal = max(0, one.goal - read(options.state, name)["tried"])
        count = options.count if options.count is not None else goal
        seconds = NIGHT / len(chosen) if options.nightly else options.seconds
        how = {"count": count, "seed": options.seed, "seconds": seconds, "jobs": options.jobs}
        kept = run(one, options.state, made=made, **how)
        failed += len(kept["failed"]) + (options.release and kept["tried"] < one.goal)
    if options.figures:
        text = json.dumps(figures(options.state, made, options.jobs), indent=1, sort_keys=True)
        FIGURES.write_text(text + "\n", "utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
