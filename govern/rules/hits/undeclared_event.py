"""An event that is sent is declared.

Nobody has said what an undeclared event means, who owns it and whether it may be sent: it trains bidding, fills
audiences, and breaks without being missed.

Remedy: declare it and map it, or take the tag away. What a platform's script tells by itself is not meant.
"""

from collections.abc import Iterator

from govern.captures.declared import undeclared
from govern.captures.told import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="warning",
    cost="numbers",
    good="""
specs:
  destinations: [{name: meta, platform: meta, id: '1234567890123456', server: {token: t}}]
  events:
    - {name: purchase, event_id: 'order_{order_id}', parameters: [{name: order_id, type: string}, {name: value, type: number, required: true}]}
  mappings: [{event: purchase, destination: meta, as: Purchase, via: [browser, server], parameters: {value: value}}]
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&eid=order_1'}
""",
    bad="""
specs:
  destinations: [{name: meta, platform: meta, id: '1234567890123456', server: {token: t}}]
  events:
    - {name: purchase, event_id: 'order_{order_id}', parameters: [{name: order_id, type: string}, {name: value, type: number, required: true}]}
  mappings: [{event: purchase, destination: meta, as: Purchase, via: [browser, server], parameters: {value: value}}]
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit in undeclared(project):
        yield problem(hit, "is not declared in the specs", once="undeclared")
