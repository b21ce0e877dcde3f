"""The page about what was tried, from the figures of the last run: `python tools/campaign.py --figures`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.pages.markdown import code
from tools.trials import Row, rows

FIGURES = Path(__file__).resolve().parent.parent / "reliability.json"

START = """# What was tried

`python tools/campaign.py` tries what goes wrong in practice, from a seed, and counts. Each row below is one kind of attempt; a
failure is anything that the row's sentence does not allow. What failed on the way was mended and is kept as a test; an attempt
that failed is tried again by every run until it does not.

"""

IN_TURN = """
## What is not left to chance

Where all that can go wrong can be counted, each of it is tried once, in turn, with one build: every step of writing of every command
that writes (what the operating system is asked to change, the middle and the end of every write), killed there and met there by
each of six errors (no space, no quota, a broken disk, no right, read-only, no handle left); every byte of twenty signed reviews;
Ctrl-C at points spread evenly over a command; each number of processes from two to thirty-two. With another build the count begins again.
"""

LIMITS = """
## What the figures do not say

- Attempts are drawn by chance from good files of our own and from lists of what hurts. A count says how often nothing was
  found, not that there is nothing to find; the column of the goal says how far a row still has to go.
- The duration is that of this many attempts on a machine with two cores that others use too; on a quiet one it is shorter.
- **Attempts are of all builds**: they add up over the life of the product, and what was changed since may have brought a failure
  that they do not show. **"With this build"** are those made with the product exactly as it was when the figures were written;
  one changed letter makes it 0. `python tools/campaign.py --release` goes on, up to the goals, where it was stopped; `--nightly`
  divides twenty minutes among all rows. Both exit with 1 where anything fails.
- The goals of `agencies`, `pages`, `processes` and `signals` are our own: what two processors do in some twenty minutes. The others were
  set before anything was run.
- **One attempt** is: of `specs`, one damaged file, linted in this process as `lint` does, then read by one command more or none,
  and written in one format; of `exports`, one damaged file and one question about it; of `kills`, a command in a child of this
  process that is killed at a step of writing, the folder as it is then, and the next run in a folder of that state, which is
  asked once a state; of `strings` and `evaluator`, one text or policy of a hundred that stand in one document or are asked
  together; of `chromium` a pair of a policy and a request, five hundred at the least of each browser that is started. None
  starts Python anew; starting is tried by the tests and by `renders`.
- "Mended on the way" counts attempts, and many may have one cause: of those of `exports` all but some sixty are of a rule new
  that day, which speaks of a capture as a whole and was asked for a place inside it.
- A seed and a number are the same attempt as long as the rules' examples are the same; what failed lies beside the figures as a
  file, and its smallest form in the tests.
- Mutants (`tools/mutants.py`) are counted apart: of the writer of YAML 39 of 40 drawn at random were noticed by its tests, of
  the masking 22 of 24. The two that were not leave out a lookup or a short cut: they cost time alone.
- An attempt is made in a child: one that crashes, or has not ended after two minutes of processor time, is a failure.
- An error at a step of a review of several clients is told in the index of all, which is then neither the old one nor the new one: of these
  files `faults` asks that the next run makes them.
- A kill at a step of writing is a SIGKILL of the process. What a machine does that loses power is up to its file system:
  files are flushed before they are renamed.
- Most files that `specs`, `exports`, `pages` and `signals` begin with are the rules' own examples: small, and about one thing
  each. Of `specs` one of five stands beside one to three others; one of two hundred and fifty is of a whole project. A second of
  processor time is about 210 attempts of `specs`, 180 of `exports`, 12 of `kills` and 200 of `strings`: the goals of `specs` and
  `exports` together take two idle processors about an hour.
- `tiggy` and `evaluator` hold us against other programs (tiggy-cli 0.2.0, csp_evaluator 1.1.8). Their sentences name the kinds of
  difference that are explained; a difference of any other kind is a failure.
- Captures of a gigabyte are no row: a whole one, 2,140,995 hits, was run to its end twice, the second time in 38.5 minutes of
  processor time and 361 MB. Damaged captures of a few requests are part of `exports`.
- Another engine than DuckDB is SQLite here. Of the text for warehouses only what it means is tried, by reading it back; Spark is
  asked by the tests where it is installed.
- Other systems than Linux and other file systems were not part of these runs. The Python named above made every attempt; what is
  rendered was compared with Python 3.12 and 3.13 (`GOVERN_PYTHONS` names interpreters with the libraries).
"""


def page() -> str:
    """The page."""
    return text(json.loads(FIGURES.read_text("utf-8")), rows())


def text(figures: dict[str, Any], known: dict[str, Row]) -> str:
    """The page of some figures."""
    versions, reached = figures["versions"], figures["rows"]
    failures = sum(one["failures"] for one in reached.values())
    said = (
        f"The last run: build {figures['product']} of govern {versions['govern']}, Python {versions['python']}, "
        f"{versions['system']}, {figures['processes']} processes at a time. "
        f"{sum(map(all_tried, reached.values())):,} attempts, {failures or 'no'} failure{'s' * (failures != 1)}.\n"
    )
    table = [
        "| row | what is tried | attempts | with this build | goal | failures | mended on the way | seeds | duration |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |",
    ]
    for name, row in known.items():
        one = reached.get(name)
        if one is None:
            table.append(f"| `{name}` | {row.title} | not tried yet | | {row.goal:,} | | | | |")
            continue
        seeds = ", ".join(map(str, one["seeds"]))
        table.append(
            f"| `{name}` | {row.title} | {all_tried(one):,} | {one['current']:,} | {goal(row, one)} | {one['failures']} | {one['mended']}"
            f" | {seeds} | {duration(one['seconds'])} |"
        )
    turns = {name: one["turn"] for name, one in reached.items() if name in known and one.get("turn", {}).get("parts")}
    return START + said + "\n" + "\n".join((*table, *(in_turn(turns) if turns else ()))) + "\n" + LIMITS


def all_tried(one: dict[str, Any]) -> int:
    """The inputs of a row that were tried, by chance and in turn."""
    return int(one["tried"]) + int(one.get("turn", {}).get("tried", 0))


def goal(row: Row, one: dict[str, Any]) -> str:
    """How many inputs a row wants: so many by chance, and each that can be tried in turn once."""
    each = sum(count for _, _, count in one.get("turn", {}).get("parts", []))
    wanted = [f"{row.goal:,}"] * bool(row.goal) + [f"each of {each:,}"] * bool(each)
    return " and ".join(wanted)


def in_turn(turns: dict[str, dict[str, Any]]) -> Iterator[str]:
    """What was tried to the last one, by row and by what it is about."""
    yield IN_TURN
    yield "| row | build | what | tried | of |\n| --- | --- | --- | ---: | ---: |"
    for name, turn in turns.items():
        for what, made, count in turn["parts"]:
            yield f"| `{name}` | {turn['made']} | {code(what)} | {made:,} | {count:,} |"


def duration(seconds: float) -> str:
    """A duration in words."""
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {left:02} s" if minutes else f"{left} s"
