"""On no single day do the counts of two layers part, though they agree as a whole.

A day without hits and a day with twice as many make a week that looks right. What happened on each of them is still wrong,
and bids have learned from it.

Remedy: look at what was deployed on these days; `govern reconcile --from DAY --to DAY` has them alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.pairs import pairs
from govern.counts.words import days_in_list, limit, subject
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
  ads.csv: "date,count\\n2026-11-01,ADS\\n2026-11-02,OTHER\\n"
  shop.csv: "date,orders\\n2026-11-01,100\\n2026-11-02,100\\n"
"""

GOOD, BAD = (SPECS.replace("ADS", one).replace("OTHER", other) for one, other in (("101", "99"), ("150", "52")))


@rule(good=GOOD, bad=BAD, level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for pair in pairs(project):
        off = pair.days_off if pair.verdict in ("within", "above") else []
        if off:
            names = f"{pair.left.source.name} against {pair.right.source.name}"
            days = f"{len(off)} of {len(pair.right.by_day)} days"
            message = (
                f"{subject(pair)}: {names} agree as a whole, and on {days} they are more than {limit(pair.allowed.fail)} apart: "
                f"{days_in_list(off)}"
            )
            place = pair.allowed.place or pair.left.source.entry.place("name")
            yield Problem(place, message, subject="\n".join((pair.event, names)))
