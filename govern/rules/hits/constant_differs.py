"""A fixed value is sent as it is declared.

The specs say that a field is always this; what is sent otherwise comes from a tag that was changed by hand, or from
another one.

Remedy: correct the tag, or declare the value that is meant.
"""

from collections.abc import Iterator

from govern.captures.signals import other_constants
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
  mappings: [{event: purchase, destination: meta, as: Purchase, via: [browser, server], parameters: {value: value, content_type: {value: product}}}]
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&cd[content_type]=product&eid=order_1'}
""",
    bad="""
specs:
  destinations: [{name: meta, platform: meta, id: '1234567890123456', server: {token: t}}]
  events:
    - {name: purchase, event_id: 'order_{order_id}', parameters: [{name: order_id, type: string}, {name: value, type: number, required: true}]}
  mappings: [{event: purchase, destination: meta, as: Purchase, via: [browser, server], parameters: {value: value, content_type: {value: product}}}]
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&cd[content_type]=hotel&eid=order_1'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit, signal, field in other_constants(project):
        declared = signal.parameters[field].written if field in signal.parameters else None
        text = f'sends {field} "{hit.parameters[field].text}", the specs declare "{declared or "another value"}"'
        yield problem(hit, text, once=field)
