"""An event ID has the form that the specs declare.

The other leg makes its ID as the specs say; one that begins or ends otherwise cannot be the same, and the event
counts twice.

Remedy: make the ID as it is declared, on every leg, or declare what is made.
"""

from collections.abc import Iterator

from govern.captures.signals import other_ids
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
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&eid=1'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit, signal in other_ids(project):
        sent = hit.event_id.text if hit.event_id else ""
        text = f'has the event ID "{sent}", the specs declare "{signal.event_id.written}"'
        yield problem(hit, text, once="event id")
