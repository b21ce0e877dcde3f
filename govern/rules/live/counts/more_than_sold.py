"""A platform ascribes no more conversions to itself than there were.

Attributed counts are a part of all orders: how large a part, no file says, but it is not more than all. Where it is, something
is counted twice, or what is counted was never sold.

Remedy: look at the de-duplication of the two legs first (`govern reconcile` with the hits), then at modelled conversions,
which some platforms add.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.pairs import pairs
from govern.counts.words import pair_in_words
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  destinations: [{name: meta, platform: meta}]
  events: [{name: purchase}]
  counts:
    - {name: ads, files: ads.csv, layer: platform, means: attributed, destination: meta, event: purchase, zone: UTC, window: {column: count}}
    - {name: shop, files: shop.csv, layer: backend, means: orders, event: purchase, zone: UTC}
counts:
  ads.csv: "date,count\\n2026-11-01,ADS\\n2026-11-02,100\\n"
  shop.csv: "date,orders\\n2026-11-01,100\\n2026-11-02,100\\n"
"""


@rule(good=SPECS.replace("ADS", "20"), bad=SPECS.replace("ADS", "150"), level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for pair in pairs(project):
        if pair.is_part and pair.verdict != "not judged":
            message = f"{pair_in_words(pair)}: more than there were"
            subject = "\n".join((pair.event, pair.left.source.name, pair.right.source.name))
            yield Problem(pair.left.source.entry.place("name"), message, subject=subject)
