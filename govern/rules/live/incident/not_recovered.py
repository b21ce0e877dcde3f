"""The days after the fix of an incident are as usual again.

A fix that mends one of two causes looks like one that worked: numbers rise, and stay below what they were. The seven days after it are
judged together, as far as they are known: one of seven sound days is often low.

Remedy: look which events, destinations or devices still lack events, and mend the second cause; a container that was not published, a cache or
an app that nobody has updated yet keeps an old state for days.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.incident import gaps, since_fix
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
        after = since_fix(project, series) if gap is not None else None
        if after is not None and after.lacks:
            amount = f"{after.seen:,} seen where {after.expected:,.0f} ± {after.off:,.0f} are usual"
            message = f"{series.name}: still too few after the fix: {amount}"
            yield Problem(series.source.entry.place("name"), message, subject=f"{series.event}\n{series.source.name}")
