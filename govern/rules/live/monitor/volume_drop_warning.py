"""The number of events does not fall by more than `volume_drop` allows, where that is a warning.

A tag that is gone after a release, a consent banner that refuses everybody, a payment page that fails: the first thing that
changes is the number. Each hour counts until somebody looks.

Remedy: look at what was deployed just before, then at the page itself. An alarm needs both, the threshold and that chance does
not explain the number: it is held against the same hours of four weeks, and against how lumpy they are (φ).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.told import alarms
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  events: [{name: purchase}]
  counts: [{name: shop, files: shop.csv, layer: backend, means: orders, event: purchase, zone: UTC}]
  quality: {volume_drop: {percent: 50, within: 1d, against: 7d, level: warning}}
counts:
  shop.csv: "date,orders\\n2026-11-16,100\\n2026-11-17,100\\n2026-11-18,100\\n2026-11-19,100\\n2026-11-20,100\\n2026-11-21,100\\n2026-11-22,100\\n2026-11-23,LAST\\n"
"""


@rule(good=SPECS.replace("LAST", "60"), bad=SPECS.replace("LAST", "7"), level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    yield from alarms(project, "volume-drop", "warning")
