"""Where counts are declared, at least two of them can be compared.

One source alone, two of other events, two that cover no common day: then no number is held against another, and a job that reads the
exit code would take that for agreement.

Remedy: declare a source of another layer for the same event, or export the same days of both. `govern monitor` needs no second one.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.left_open import is_usable
from govern.counts.pairs import pairs
from govern.counts.sources import sources
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  destinations: [{name: meta, platform: meta}]
  events: [{name: purchase}]
  counts:
    - {name: ads, files: ads.csv, layer: platform, means: counted, destination: meta, event: purchase, zone: UTC}
    - {name: shop, files: shop.csv, layer: backend, means: orders, event: purchase, zone: UTC}
counts:
  ads.csv: "date,count\\nDAY,100\\n"
  shop.csv: "date,orders\\n2026-11-01,100\\n"
"""


@rule(good=SPECS.replace("DAY", "2026-11-01"), bad=SPECS.replace("DAY", "2026-10-01"), level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    found = sources(project)
    usable = [source for source in found if is_usable(source.entry)]
    if len(usable) < len(found) or not usable or pairs(project):
        return  # counts/undeclared says what has to be written first
    first = usable[0]
    why = "no two sources count the same event over the same days"
    if len(usable) == 1:
        why = f'only "{first.name}" was read, and a source of another layer is needed to compare it with'
    yield Problem(
        first.entry.place("name"),
        f"nothing was compared: {why}",
        help="export the same days of both",
        subject="nothing",
    )
