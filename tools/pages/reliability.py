"""The page about what was tried, from the figures of the last run: `python tools/campaign.py --figures`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tools.trials import Row, rows

FIGURES = Path(__file__).resolve().parent.parent / "reliability.json"

START = """# What was tried

`python tools/campaign.py` tries what goes wrong in practice, from a seed, and counts. Each row below is one kind of attempt; a
failure is anything that the row's sentence does not allow. What failed on the way was mended and is kept as a test; an attempt
that failed is tried again by every run until it does not.

"""

LIMITS = """
## What the figures do not say

- Attempts are drawn by chance from good files of our own and from lists of what hurts. A count says how often nothing was
  found, not that there is nothing to find; the column of the goal says how far a row still has to go.
- The duration is that of this many attempts on a machine with two cores that others use too; on a quiet one it is shorter.
- Counts add up over builds. "With this build" are the attempts made with the product exactly as it is in this checkout; rows
  are tried anew for a release by `python tools/campaign.py --release`, which goes on where it was stopped, and by
  `--nightly`, which divides twenty minutes among all rows.
- A kill at a step of writing is a SIGKILL of the process. What a machine does that loses power is up to its file system:
  files are flushed before they are renamed.
- Most files that `specs`, `exports`, `pages` and `signals` begin with are the rules' own examples: small, and about one thing
  each. One of fifty is of a whole project. Alone on an idle processor `specs` makes about 28 attempts a second and `exports` 26, so
  the goal of `specs` takes two idle processors some five hours.
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
        f"{sum(one['tried'] for one in reached.values()):,} attempts, {failures or 'no'} failure{'s' * (failures != 1)}.\n"
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
            f"| `{name}` | {row.title} | {one['tried']:,} | {one['current']:,} | {row.goal:,} | {one['failures']} | {one['mended']}"
            f" | {seeds} | {duration(one['seconds'])} |"
        )
    return START + said + "\n" + "\n".join(table) + "\n" + LIMITS


def duration(seconds: float) -> str:
    """A duration in words."""
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {left:02} s" if minutes else f"{left} s"
