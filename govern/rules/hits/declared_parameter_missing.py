"""A hit tells the parameters that its event always has.

The specs say that the event requires a parameter and that it is sent there; without it reports have gaps that look
like other behaviour of visitors.

Remedy: look at the data layer when the event comes, and at the field of the tag; where the parameter may be absent,
say so in the specs.
"""

from collections.abc import Iterator

from govern.captures.contract import lacking
from govern.captures.told import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.spelling import listed


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
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[currency]=EUR&eid=order_1'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit, signal, missing in lacking(project):
        event = signal.mapping.event
        yield problem(hit, f'lacks {listed(missing)}, which event "{event}" requires', once=" ".join(missing))
