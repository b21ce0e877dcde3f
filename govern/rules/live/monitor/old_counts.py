"""Counts reach up to the moment that is looked at.

Thresholds over numbers of last week say nothing about today: an export that was not made anew looks like a site on which all is well.

Remedy: export anew before the job runs, or name the moment that the files are of with `--at`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from govern.counts.drops import moment_of
from govern.counts.series import counted_days
from govern.counts.sources import sources
from govern.project import Project
from govern.rules import Problem, rule
from govern.source.cells import DAY_US, HOUR_US, day_text

DAYS = 2
"""So many days may lie between the newest row and the moment, or as many as ever lay between two rows: a small shop has quiet weeks."""

SPECS = """
specs:
  events: [{name: purchase}]
  counts: [{name: shop, files: shop.csv, layer: backend, means: orders, event: purchase, zone: UTC}]
  quality: {volume_drop: [{percent: 50, within: 1d, against: 7d}]}
counts: {shop.csv: "date,orders\\nDAY,100\\n"}
"""


@rule(good=SPECS.replace("DAY", "2026-11-22"), bad=SPECS.replace("DAY", "2026-11-02"), level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    now, days = moment_of(project), counted_days(project)
    usual = max((later - day for day, later in pairwise(days)), default=1)
    if days and days[-1] * DAY_US < now - max(DAYS, usual) * DAY_US:
        told = f"{day_text(now // DAY_US)} {now % DAY_US // HOUR_US:02}:00 UTC"
        yield Problem(
            sources(project)[0].entry.place("files"),
            f"the newest row of all counts is of {day_text(days[-1])}, and {told} is looked at: nothing newer was judged",
            help="export anew, or name --at",
            subject="old",
        )
