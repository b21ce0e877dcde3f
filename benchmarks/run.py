"""Measure the speed of an installed wheel, in pairs.

    python benchmarks/run.py                      all rows, in a few minutes
    python benchmarks/run.py --rows lint-1000-cold diff-10mb --repeat 5
    python benchmarks/run.py --list

A wheel is built from this checkout and installed, with its byte code, into a fresh environment. Every row then runs two
commands in turn, A B A B, each a whole process, and reports the median of the ratios of the pairs: how fast the machine
is, and what else it does, touches both. `P` is `python -c pass` of the same interpreter.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from benchmarks.lab import Command, Lab, Row
from benchmarks.rows import ROWS, rows


def seconds(lab: Lab, commands: Sequence[Command]) -> float:
    """How long commands take, one after the other, what comes before each not counted."""
    total = 0.0
    for command in commands:
        if command.before is not None:
            command.before()
        start = spent()
        done = subprocess.run(
            command.line,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=lab.environment,
            cwd=lab.folder,
            check=False,
        )
        total += spent() - start
        if done.returncode not in command.codes:
            raise SystemExit(f"{' '.join(command.line)} ended with {done.returncode}\n{done.stderr[-2000:]!r}")
    return total


def spent() -> float:
    """Seconds of the processor that commands have taken, where the system counts them; else those that have passed."""
    try:
        import resource
    except ImportError:  # Windows
        return time.perf_counter()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def both(lab: Lab, row: Row) -> tuple[float, float]:
    """The seconds of the other side and of ours."""
    if row.other:
        return seconds(lab, row.other), seconds(lab, row.ours)
    ours, other = map(float, lab.call(row.ours[0].line, cwd=lab.folder).split())
    return other, ours


def measure(lab: Lab, name: str, made: list[Row], repeat: int) -> bool:
    """Measure a row and print it; whether it is within its target. Several parts count by the sum of their times."""
    if not made:
        print(f"{name:<22} skipped: ../shared/corpus is not here", flush=True)
        return True
    pairs = [(0.0, 0.0)] * repeat
    for row in made:
        if repeat > WARM:
            both(lab, row)
        for turn in range(repeat):
            other, ours = both(lab, row)
            pairs[turn] = pairs[turn][0] + other, pairs[turn][1] + ours
    ratio = statistics.median(ours / other for other, ours in pairs)
    other, ours = (statistics.median(side) for side in zip(*pairs, strict=True))
    against, target = made[0].against, made[0].target
    good = ratio <= target
    parts = f" ({len(made)} files)" if len(made) > 1 else ""
    print(
        f"{name:<22}{ours * 1000:>9,.0f} ms{other * 1000:>10,.0f} ms{ratio:>9.3f}{target:>9.3f}  "
        f"{'ok  ' if good else 'SLOW'}  {against}{parts}",
        flush=True,
    )
    return good


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", nargs="+", choices=ROWS, default=ROWS, metavar="ROW", help="only these rows")
    parser.add_argument("--repeat", type=int, default=0, help="pairs of each row (default: 15 short, 3 long)")
    parser.add_argument("--every", type=int, default=6, help="take every n-th file of the corpus (default 6)")
    parser.add_argument("--folder", help="keep what is built and generated here, and use what is there")
    parser.add_argument("--list", action="store_true", help="list the rows")
    given = parser.parse_args()
    if given.list:
        print("\n".join(ROWS))
        return
    folder = os.path.abspath(given.folder) if given.folder else tempfile.mkdtemp(prefix="govern-benchmarks-")
    os.makedirs(folder, exist_ok=True)
    try:
        lab = Lab(folder)
        made = rows(lab, given.every)
        print(f"{'row':<22}{'ours':>12}{'other':>13}{'ratio':>9}{'target':>9}        against")
        results = [measure(lab, name, made[name](), given.repeat or REPEAT.get(name, 15)) for name in given.rows]
    finally:
        if not given.folder:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(0 if all(results) else 1)


WARM = 3
"""Up to so many pairs a row is long, and goes without a run beforehand that is not counted."""

REPEAT = {
    "lint-1000-cold": 2,
    "lint-10000": 3,
    "round-trip": 1,
    "round-trip-each": 1,
    "diff-10mb": 9,
    "reports-1m": 1,
    "audit-10mb": 5,
    "settings-100mb": 1,
    "review-102000": 1,
    "review-undeclared": 1,
    "projects-100": 1,
    "verify-50mb": 1,
}

if __name__ == "__main__":
    main()
