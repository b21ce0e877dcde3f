"""The token with which a server sends is accepted.

A token that expired or was withdrawn fails for every event at once, and pages show nothing of it.

Remedy: rotate the token; `tokens` in the specs say where it is kept and who answers for it. Asked where `error_rate` is written.
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
  quality: {error_rate: {warn_above: 90%}}
counts: {log.csv: "at,event,event_id,status\\nROWS"}
"""
GOOD = SPECS.replace(
    "ROWS",
    "".join(f"2026-11-23 {n // 60:02}:{n % 60:02}:00,purchase,id{n},{401 if n == 150 else 200}\\n" for n in range(200)),
)
BAD = SPECS.replace(
    "ROWS",
    "".join(f"2026-11-23 {n // 60:02}:{n % 60:02}:00,purchase,id{n},{401 if n > 150 else 200}\\n" for n in range(200)),
)


@rule(good=GOOD, bad=BAD, level="error", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    yield from alarms(project, "token-refused", "error")
