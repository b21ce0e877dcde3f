"""An order that both legs send has one event ID, as often as `deduplication_rate.fail_below` wants.

With two IDs one purchase counts twice, and the platform bids as if it had sold twice as much.

Remedy: make the ID of what both sides know, the order number, and look at the legs of one order side by side.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.told import alarms
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  destinations: [{name: meta, platform: meta}]
  events: [{name: purchase}]
  counts: [{name: log, files: log.csv, layer: server, means: received, destination: meta, event: purchase, zone: UTC}]
  quality: {deduplication_rate: {fail_below: 90%}}
counts: {log.csv: "at,event,event_id,order_id,leg\\nROWS"}
"""
GOOD = SPECS.replace(
    "ROWS",
    "".join(
        f"2026-11-23 {n // 60:02}:{n % 60:02}:00,purchase,id{n // 2},{n // 2},{('browser', 'server')[n % 2]}\\n"
        for n in range(200)
    ),
)
BAD = SPECS.replace(
    "ROWS",
    "".join(
        f"2026-11-23 {n // 60:02}:{n % 60:02}:00,purchase,id{n if n % 3 else n // 2},{n // 2},{('browser', 'server')[n % 2]}\\n"
        for n in range(200)
    ),
)


@rule(good=GOOD, bad=BAD, level="error", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    yield from alarms(project, "deduplication-rate", "error")
