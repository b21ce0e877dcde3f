"""An event that is sent is neither a draft nor ended.

A draft that is sent already was never agreed; an event that has ended and is still sent is counted beside the one
that replaced it.

Remedy: make the draft active once it is agreed; take the tag of an ended event away.
"""

from collections.abc import Iterator

from govern.captures.declared import inactive
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
    - {name: purchase, status: draft, event_id: 'order_{order_id}', parameters: [{name: order_id, type: string}, {name: value, type: number, required: true}]}
  mappings: [{event: purchase, destination: meta, as: Purchase, via: [browser, server], parameters: {value: value}}]
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&eid=order_1'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit, why in inactive(project):
        yield problem(hit, f"is sent, and the specs say that it is {why}", once=why)
