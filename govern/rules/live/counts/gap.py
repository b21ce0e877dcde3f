"""The counts of two layers lie no further apart than `fail_above` of `discrepancy` allows.

Budgets and bids follow the platform's count, the books follow the shop's. Where the two are this far apart, one of them is
wrong, and money goes where it earns nothing.

Remedy: `govern reconcile` with the hits and the orders says which share of the gap is duplicates, refunds, test traffic or
hits that were never sent. Where nothing is written under `discrepancy`, 15 % is too much.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.told import gaps
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
  ads.csv: "date,count\\n2026-11-01,ADS\\n2026-11-02,100\\n"
  shop.csv: "date,orders\\n2026-11-01,100\\n2026-11-02,100\\n"
"""


@rule(good=SPECS.replace("ADS", "101"), bad=SPECS.replace("ADS", "150"), level="error", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    yield from gaps(project, "failure")
