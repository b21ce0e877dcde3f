"""A server's events arrive within `latency.delivery`.

What comes after the platform's age limit is refused, and what comes after the window of its event IDs counts again.

Remedy: look at the queue or the nightly job that sends. The limit is broken where more than one in twenty comes later.
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
  quality: {latency: {delivery: 15m}}
counts: {log.csv: "at,event,event_id,event_time\\nROWS"}
"""
GOOD = SPECS.replace(
    "ROWS",
    "".join(
        f"2026-11-23 {n // 60:02}:{n % 60:02}:00,purchase,id{n},2026-11-23 {n // 60:02}:{n % 60:02}:00\\n"
        for n in range(200)
    ),
)
BAD = SPECS.replace(
    "ROWS",
    "".join(
        f"2026-11-23 {n // 60:02}:{n % 60:02}:00,purchase,id{n},2026-11-22 {n // 60:02}:{n % 60:02}:00\\n"
        for n in range(200)
    ),
)


@rule(good=GOOD, bad=BAD, level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    yield from alarms(project, "slow-delivery", "warning")
