"""The days after the fix of an incident are as usual again.

A fix that mends one of two causes looks like one that worked: numbers rise, and stay below what they were.

Remedy: look which events, destinations or devices still lack events, and mend the second cause; a container that was not published, a cache or
an app that nobody has updated yet keeps an old state for days.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.incident import TOO_FEW, days_after, gaps
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  events: [{name: purchase}]
  counts: [{name: shop, files: shop.csv, layer: backend, means: counted, event: purchase, zone: UTC}]
counts:
  shop.csv: "date,count\\n2026-11-02,100\\n2026-11-03,100\\n2026-11-09,100\\n2026-11-10,100\\n2026-11-16,50\\n2026-11-17,AFTER\\n"
incident: [2026-11-16, 2026-11-16, 2026-11-17]
"""


@rule(good=SPECS.replace("AFTER", "97"), bad=SPECS.replace("AFTER", "60"), level="error", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for series, gap in gaps(project):
        if gap is not None and (days := days_after(project, series, TOO_FEW)):
            message = f"{series.name}: still too few after the fix, on {', '.join(days)}"
            yield Problem(series.source.entry.place("name"), message, subject=f"{series.event}\n{series.source.name}")
