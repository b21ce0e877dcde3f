"""The counts of two layers lie as near to each other as `target` of `discrepancy` wants.

Between the target and the warning nothing is broken; it is the place to look before something is.

Remedy: look whether the gap grows; `govern reconcile` over earlier days says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.pairs import pairs
from govern.counts.words import limit, pair_in_words
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
    for pair in pairs(project):
        if pair.verdict == "above" and not pair.is_part:
            message = f"{pair_in_words(pair)}, above the target of {limit(pair.allowed.target)}"
            place = pair.allowed.place or pair.left.source.entry.place("name")
            subject = "\n".join((pair.event, pair.left.source.name, pair.right.source.name))
            yield Problem(place, message, subject=subject)
