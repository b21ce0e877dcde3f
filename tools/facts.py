"""Say how old the facts about the platforms are, and what they rest on.

    python tools/facts.py                       a line for each platform (or PLATFORM: for that one)
    python tools/facts.py --before 2026-06-01   facts that were last looked at before that day
    python tools/facts.py --one-source          verified facts that one source alone says
    python tools/facts.py --unverified          facts that nobody has read at their source
    python tools/facts.py --sample 126 --seed 7 so many of them, to be read again; the same seed gives the same ones

Users' lint asks none of this: a fact does not become wrong by growing old. Whoever looks at one again writes the day into
its `checked`.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from govern.platforms import platforms
from tools.pages.traced import Traced, traced


def summary(facts: list[Traced]) -> list[str]:
    """A line for each platform: how many facts, how many verified, by one source alone, and the oldest look."""
    lines = [f"{'platform':15}{'facts':>7}{'verified':>10}{'one source':>12}  oldest look"]
    shown = {fact.platform for fact in facts}
    for key in (key for key in platforms() if key in shown):
        of = [fact for fact in facts if fact.platform == key]
        verified, alone = sum(fact.verified for fact in of), sum(fact.is_alone for fact in of)
        oldest = min((fact.day for fact in of if fact.day), default="unknown")
        lines.append(f"{key:15}{len(of):7}{verified:10}{alone:12}  {oldest}")
    return lines


def line(fact: Traced) -> str:
    """One fact."""
    sure = "" if fact.verified else "  (not verified)"
    return f"{fact.day or 'unknown':10}  {fact.platform}  {fact.way}  {' '.join(fact.sources) or 'no source'}{sure}"


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("platform", nargs="?", choices=platforms())
    parser.add_argument("--before", metavar="DAY")
    parser.add_argument("--one-source", action="store_true")
    parser.add_argument("--unverified", action="store_true")
    parser.add_argument("--sample", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    facts = [fact for fact in traced() if given.platform in (None, fact.platform)]
    chosen = [
        fact
        for fact in facts
        if (given.before is None or fact.day < given.before)
        and (not given.one_source or fact.is_alone)
        and (not given.unverified or not fact.verified)
    ]
    if given.sample is not None:
        chosen = random.Random(given.seed).sample(chosen, min(given.sample, len(chosen)))
    asked = given.before or given.one_source or given.unverified or given.sample
    print("\n".join(map(line, chosen) if asked else summary(facts)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
