"""Of three layers that count the same event, none stands alone against the other two.

Two that agree were counted independently, so the third is the one to look at: it saves looking at the other two. Where no
two agree, no layer can be trusted until one is proven by hand.

Remedy: begin with the source that is named; where none is, count one day's orders by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.pairs import odd_ones
from govern.counts.words import share
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  destinations: [{name: meta, platform: meta}, {name: ga4, platform: ga4}]
  events: [{name: purchase}]
  counts:
    - {name: ads, files: ads.csv, layer: platform, means: counted, destination: meta, event: purchase, zone: UTC}
    - {name: site, files: site.csv, layer: analytics, means: counted, destination: ga4, event: purchase, zone: UTC}
    - {name: shop, files: shop.csv, layer: backend, means: orders, event: purchase, zone: UTC}
counts:
  ads.csv: "date,count\\n2026-11-01,ADS\\n"
  site.csv: "date,count\\n2026-11-01,98\\n"
  shop.csv: "date,orders\\n2026-11-01,100\\n"
"""


@rule(good=SPECS.replace("ADS", "101"), bad=SPECS.replace("ADS", "160"), level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for *three, odd in odd_ones(project):
        gaps = ", ".join(
            f"{pair.left.source.name} against {pair.right.source.name} {share(pair.percent)}" for pair in three
        )
        place = three[0].left.source.entry.place("name")
        if not odd:
            message = f"{three[0].event}: no two of three sources agree: {gaps}"
        else:
            message = f'{three[0].event}: two sources agree and "{odd}" does not: {gaps}'
            sides = (side.source for pair in three for side in (pair.left, pair.right))
            place = next(source.entry.place("name") for source in sides if source.name == odd)
        yield Problem(place, message, subject=f"{three[0].event}\n{gaps.count(',')}\n{odd}")
