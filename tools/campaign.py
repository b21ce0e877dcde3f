"""Try `govern` with what goes wrong, and count: `python tools/campaign.py [ROW...] --count N --seed S`.

Without `--count` each row is tried up to its goal, as a release wants it; what can be tried to the last one is tried in turn
first. `--nightly` divides twenty minutes among all rows, whatever they have reached. `--release` takes as long as the goals
take; with `--hours H` rows share so many by what each still lacks. It writes the figures, and fails where a goal is not
reached. Whatever is stopped goes on where it stood, and counts add up over runs; how many attempts were made with the product
as it is now is counted too. A failure leaves a file named after its content, is tried again first by the next run, and makes
this command exit with 1. `--figures` writes what was reached to `tools/reliability.json`, of which `docs/reliability.md` is made.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.children import Asked, results  # noqa: E402
from tools.reached import Figures, begin_turn, figures, left_in_turn, product, read, write  # noqa: E402
from tools.trials import IN_TURN, Failure, Row, rows  # noqa: E402

STATE = ROOT / ".campaign"
FIGURES = ROOT / "tools" / "reliability.json"
NIGHT = 20 * 60
"""Seconds that all rows of a nightly run have together."""

EVER = 10**9
"""More inputs than any run tries."""


class Run:
    """One run of one row: what it adds to what was kept."""

    def __init__(self, row: Row, kept: Figures, seed: int, folder: Path, product: str) -> None:
        self.row = row
        self.kept = kept
        self.seed = seed
        self.folder = folder
        self.product = product
        self.failed = {tuple(asked) for asked in kept["failed"]}
        begin_turn(kept, product, row.parts())

    def numbers(self, count: int | None) -> Iterator[Asked]:
        """What failed before, then what is left in turn, then what was not tried yet, up to so many inputs or the goal."""
        turn = left_in_turn(self.kept)
        if count is not None:
            turn = turn[: -(-count // self.row.each)]
            count -= len(turn) * self.row.each
        wanted = max(0, self.row.goal - self.kept["tried"] if count is None else count)
        first = self.kept["next"].get(str(self.seed), 0)
        fresh = range(first, first + -(-wanted // self.row.each))
        return chain(sorted(self.failed), ((IN_TURN, one) for one in turn), ((self.seed, one) for one in fresh))

    def note(self, asked: Asked, failure: Failure | None) -> None:
        """Count an attempt, and keep the input of one that failed."""
        self.count(*asked)
        if failure is not None:
            self.failed.add(asked)
            self.keep(failure, asked)
        elif asked in self.failed:
            self.failed.remove(asked)
            self.kept["mended"] += 1
        self.kept["failed"] = sorted(map(list, self.failed))

    def count(self, seed: int, number: int) -> None:
        """Count an attempt, unless it was made before."""
        turn, following = self.kept["turn"], self.kept["next"]
        if seed == IN_TURN and number >= turn["next"]:
            turn["next"] = number + 1
            turn["tried"] += self.row.each
        elif seed != IN_TURN and number >= following.get(str(seed), 0):
            following[str(seed)] = number + 1
            self.kept["tried"] += self.row.each
        else:
            return
        self.kept["with"][self.product] = self.kept["with"].get(self.product, 0) + self.row.each

    def keep(self, failure: Failure, asked: tuple[int, int]) -> None:
        """Leave a file named after the content, and what was said of it beside."""
        corpus = self.folder / "corpus" / self.row.name
        corpus.mkdir(parents=True, exist_ok=True)
        (corpus / failure.name).write_bytes(failure.content)
        (corpus / f"{failure.name}.said").write_text(f"seed and number {asked}\n{failure.said}\n", "utf-8", "replace")
        print(f"  FAILED {self.row.name} {asked}: {failure.said.strip().splitlines()[-1][:160]}", flush=True)


def run(row: Row, folder: Path, *, made: str, count: int | None, seed: int, seconds: float, jobs: int) -> Figures:
    """Try a row so many times, or so long, and keep what was reached every few seconds and at the end."""
    kept, began = read(folder, row.name), time.monotonic()
    before, spent, saved = all_tried(kept), kept["seconds"], began
    this = Run(row, kept, seed, folder, made)
    try:
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
    finally:
        write(folder, row.name, kept)
    said = f"{kept['tried']:,} of {row.goal:,} so far"
    if kept["turn"]["parts"]:
        said += f", {len(left_in_turn(kept)):,} of {sum(kept['turn']['parts'].values()):,} in turn are left"
    added, took = all_tried(kept) - before, time.monotonic() - began
    print(f"{row.name:14} {added:>9,} tried, seed {seed}, {took:7.1f} s, {len(this.failed)} fail; {said}", flush=True)
    return kept


def all_tried(kept: Figures) -> int:
    """Inputs that were tried, by chance and in turn."""
    return int(kept["tried"] + kept["turn"]["tried"])


def lacks(row: Row, kept: Figures, made: str) -> float:
    """About how many seconds of one process a row takes up to its goal, by what it took so far."""
    parts = row.parts()
    begin_turn(kept, made, parts)
    left = len(left_in_turn(kept)) + max(0, row.goal - kept["tried"]) / row.each
    attempts = all_tried(kept) / row.each
    each = kept["seconds"] / attempts if attempts > 20 else row.seconds
    return float(left * each + 1)  # a row that lacks nothing tries again what failed


def shared(chosen: list[Row], needs: dict[str, float], seconds: float) -> Iterator[tuple[Row, float]]:
    """Rows with the seconds that each may take, the one that needs least first; what one does not use is left to the others."""
    until = time.monotonic() + seconds
    waiting = sorted(chosen, key=lambda row: (needs[row.name], row.name))
    while waiting:
        share = (until - time.monotonic()) * needs[waiting[0].name] / sum(needs[row.name] for row in waiting)
        yield waiting.pop(0), max(0.0, share)


def parsed() -> argparse.Namespace:
    """The command line."""
    known = rows()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"one of {', '.join(known)}; all of them by default")
    parser.add_argument("--count", type=int, help="attempts of each row; up to its goal by default")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop a row after so long")
    parser.add_argument("--hours", type=float, help="what all rows have together, by what each lacks")
    parser.add_argument("--seed", type=int, default=1, help="of what is left to chance, from 1 on")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="processes")
    parser.add_argument("--state", type=Path, default=STATE, help="the folder that remembers what was reached")
    parser.add_argument("--nightly", action="store_true", help="all rows, twenty minutes together")
    parser.add_argument("--release", action="store_true", help="all rows up to their goals, and the figures")
    parser.add_argument("--figures", action="store_true", help=f"write {FIGURES.relative_to(ROOT)} of what was reached")
    options = parser.parse_args()
    if unknown := [name for name in options.rows if name not in known]:
        parser.error(f"there is no row {unknown[0]!r}; there are {', '.join(known)}")
    if options.seed <= IN_TURN:
        parser.error("a seed is 1 or more")
    return options


def in_order(chosen: list[Row], options: argparse.Namespace, made: str) -> Iterator[tuple[Row, float]]:
    """The rows with the seconds that each may take."""
    if options.nightly:
        return shared(chosen, {row.name: 1.0 for row in chosen}, NIGHT)
    if options.hours is not None:
        needs = {row.name: lacks(row, read(options.state, row.name), made) for row in chosen}
        return shared(chosen, needs, options.hours * 3600)
    return ((row, options.seconds) for row in chosen)


def tried(options: argparse.Namespace, made: str) -> int:
    """Try the rows that were asked for; how much of what was wanted failed."""
    known, failed, chosen = rows(), 0, []
    for row in [known[name] for name in options.rows or known]:
        if lacking := row.missing():
            print(f"{row.name:14} not tried: {lacking}")
            failed += options.release
        else:
            chosen.append(row)
    count = EVER if options.nightly and options.count is None else options.count
    for row, seconds in in_order(chosen, options, made):
        kept = run(row, options.state, made=made, count=count, seed=options.seed, seconds=seconds, jobs=options.jobs)
        failed += len(kept["failed"])
        failed += options.release and (kept["tried"] < row.goal or bool(left_in_turn(kept)))
    return failed


def main() -> int:
    """Run the command line."""
    options, made = parsed(), product()
    try:
        failed = 0 if options.figures and not options.rows else tried(options, made)
    except KeyboardInterrupt:
        print("stopped; the same command goes on from here")
        return 130
    if options.figures or options.release:
        text = json.dumps(figures(options.state, rows(), made, options.jobs), indent=1, sort_keys=True)
        FIGURES.write_text(text + "\n", "utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
