"""Pixels load and platforms answer within the times of `latency`.

A page that waits for a pixel loses it when somebody goes on; a checkout that waits for an API loses orders.

Remedy: send after the page is done, or from a queue. The limit is broken where more than one in twenty takes longer, and chance
does not explain it.
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
  quality: {latency: {api_handshake: 500ms}}
counts: {log.csv: "at,event,event_id,ms\\nROWS"}
"""
GOOD = SPECS.replace(
    "ROWS",
    "".join(
        f"2026-11-23 {n // 60:02}:{n % 60:02}:00,purchase,id{n},{900 if n % 50 == 0 else 120}\\n" for n in range(200)
    ),
)
BAD = SPECS.replace(
    "ROWS",
    "".join(
        f"2026-11-23 {n // 60:02}:{n % 60:02}:00,purchase,id{n},{900 if n % 4 == 0 else 120}\\n" for n in range(200)
    ),
)


@rule(good=GOOD, bad=BAD, level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    yield from alarms(project, "slow-answers", "warning")
