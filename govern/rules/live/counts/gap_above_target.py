"""The counts of two layers lie as near to each other as `target` of `discrepancy` wants.

Between the target and the warning nothing is broken; it is the place to look before something is.

Remedy: look whether the gap grows; `govern reconcile` over earlier days says so.
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


@rule(good=SPECS.replace("ADS", "101"), bad=SPECS.replace("ADS", "114"), level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    yield from gaps(project, "above")
