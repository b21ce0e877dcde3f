"""Of a platform's answers no more are errors than `error_rate.fail_above` allows.

A refused event is gone: the platform keeps none, and few senders try again. Orders that are missing on one side only begin here.

Remedy: read one of the answers; they name the field. 4xx is ours to mend, 5xx is to be sent again. The share counts when chance
does not explain it, over one day or as many as it takes.
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
  quality: {error_rate: {fail_above: 5%}}
counts: {log.csv: "at,event,event_id,status\\nROWS"}
"""
GOOD = SPECS.replace(
    "ROWS",
    "".join(
        f"2026-11-23 {n // 60:02}:{n % 60:02}:00,purchase,id{n},{400 if n % 50 == 0 else 200}\\n" for n in range(200)
    ),
)
BAD = SPECS.replace(
    "ROWS",
    "".join(
        f"2026-11-23 {n // 60:02}:{n % 60:02}:00,purchase,id{n},{400 if n % 3 == 0 else 200}\\n" for n in range(200)
    ),
)


@rule(good=GOOD, bad=BAD, level="error", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    yield from alarms(project, "error-rate", "error")
