"""The match quality that a platform reports is above `warn_below`.

It says how well the platform can tell who a customer was: with a low one it credits fewer purchases and learns from fewer people.

Remedy: send more match keys, click IDs and hashed addresses first, normalised as the platform's facts say. The score is the
platform's own, from its export; none is estimated here.
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
  counts:
    - {name: quality, files: q.json, layer: platform, means: score, destination: meta, event: {column: event_name, names: {Purchase: purchase}}}
  quality: {event_match_quality: {target: 8, warn_below: 6}}
counts: {q.json: '{"web": [{"event_name": "Purchase", "event_match_quality": {"composite_score": SCORE}}]}'}
"""


@rule(good=SPECS.replace("SCORE", "7"), bad=SPECS.replace("SCORE", "5.4"), level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    yield from alarms(project, "match-quality", "warning")
