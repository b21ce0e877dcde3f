"""Events keep coming in opening time, where silence is a warning.

Where only a few events come in an hour, no percentage can tell a bad hour from a dead tag; nothing at all for long enough can.

Remedy: place an order by hand, and look whether it arrives. `after` and `open` of `silence` say how long is too long; where four
weeks are known, at least nine events have to be missing.
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
  quality: {silence: {after: 3h, level: warning}}
counts:
  shop.csv: "order_id,at,total\\n1,2026-11-23 11:00:00,5\\n2,2026-11-23 LAST:30:00,5\\n"
"""


@rule(good=SPECS.replace("LAST", "23"), bad=SPECS.replace("LAST", "12"), level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    yield from alarms(project, "silence", "warning")
