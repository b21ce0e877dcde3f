"""Hold our verdicts about policies against Chromium's: random policies, each with a request of every kind.

    python tools/chromium.py                        20,000 pairs of a policy and a request, some four minutes
    python tools/chromium.py --pairs 1000 --seed 7

Every pair on which we differ is printed, and the exit code is 1. Only loopback pages are opened; invented hosts lead there.
The same seed asks the same. `tests/test_csp_browser.py` asks a small set.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

TESTS = Path(__file__).parent.parent / "tests"
BATCH = 150
"""Policies that one browser is started for."""


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=20_000, help="how many are to be judged at least")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sys.path.insert(0, str(TESTS))
    from browser import CHROMIUM
    from csp_browser import held_against
    from csp_random import jobs

    if CHROMIUM is None or shutil.which("openssl") is None:
        print("Chromium and openssl have to be installed", file=sys.stderr)
        return 2
    judged = silent = differing = 0
    seed = given.seed
    while judged < given.pairs:
        more, none, differ = held_against(jobs(BATCH, seed))
        judged, silent, differing, seed = judged + more, silent + none, differing + len(differ), seed + 1
        for line in differ:
            print(line)
        print(f"{judged} judged, {silent} not, {differing} differ", file=sys.stderr)
    print(
        f"{judged} pairs judged by Chromium (seeds {given.seed} to {seed - 1}), {silent} not judged, {differing} differ"
    )
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
