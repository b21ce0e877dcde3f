"""The values of two layers lie no further apart than their numbers may.

Bids by value follow the platform's sums. The same number of purchases with another sum is a value with tax on one side
and without on the other, a currency that is not the one of the label, or a value that was not ready when it was sent.

Remedy: hold one order against its hit; what each value is made of stands in the specs under `parameters`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.pairs import pairs
from govern.counts.words import limit, number, share, subject
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
  ads.csv: "date,count,value,currency\\n2026-11-01,200,VALUE,EUR\\n"
  shop.csv: "date,orders,value,currency\\n2026-11-01,200,9000.50,EUR\\n"
"""


@rule(good=SPECS.replace("VALUE", "9000.50"), bad=SPECS.replace("VALUE", "10800.60"), level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for pair in pairs(project):
        for currency, left, right in pair.value_gaps if pair.verdict != "not judged" else ():
            gap = 100 * (left - right) / right if right else 0.0
            counts = pair.percent or 0.0
            if abs(gap) > pair.allowed.warn and abs(gap - counts) > pair.allowed.warn:
                sums = (
                    f"{number(left)} {currency} in {pair.left.source.name}, {number(right)} in {pair.right.source.name}"
                )
                message = f"{subject(pair)}: the values are {sums}, {share(gap)}, where the numbers are {share(counts)} apart; allowed are {limit(pair.allowed.warn)}"
                place = pair.allowed.place or pair.left.source.entry.place("name")
                names = (pair.event, pair.left.source.name, pair.right.source.name, currency)
                yield Problem(place, message, subject="\n".join(names))
