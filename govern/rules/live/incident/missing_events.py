"""On the days of an incident no source lacks more events than chance explains, or it is over.

What is missing was not counted, and campaigns bid by what was: they learn that these days sold little, and pay less for days that sell well.

Remedy: mend the tag or the sender, then follow the days after with `--fixed DAY`. As long as the platform takes events of that
age, send those that are missing; else leave these days out of what bids learn from.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.incident import open_gaps
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  events: [{name: purchase}]
  counts: [{name: shop, files: shop.csv, layer: backend, means: counted, event: purchase, zone: UTC}]
counts:
  shop.csv: "date,count\\n2026-11-02,100\\n2026-11-09,100\\n2026-11-16,BAD\\n2026-11-17,100\\n"
incident: [2026-11-16, 2026-11-16, ""]
"""


@rule(good=SPECS.replace("BAD", "95"), bad=SPECS.replace("BAD", "50"), level="error", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for gap in open_gaps(project):
        series = gap.series
        message = f"{series.name}: {gap.seen:,} seen where {gap.expected:,.0f} ± {gap.off:,.0f} are usual"
        yield Problem(series.source.entry.place("name"), message, subject=f"{series.event}\n{series.source.name}")
