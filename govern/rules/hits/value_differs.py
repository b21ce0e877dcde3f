"""Both legs of an event say that it is worth the same.

The platform keeps one of two hits with the same ID, mostly the one that comes first: where the browser tells the amount with tax
and the server without, what an order is worth hangs on the visitor's connection, and reports and bidding by value drift.

Remedy: take the amount of both legs from one place, with or without tax and shipping.

Source: the facts of the platforms on de-duplication (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures.amounts import hundredfold
from govern.captures.repeats import worth_apart
from govern.captures.told import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="warning",
    cost="numbers",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&cd[currency]=EUR&eid=o-1'}
  - method: POST
    url: https://graph.facebook.com/v25.0/1234567890123456/events
    time: '2026-11-23T10:00:00Z'
    body:
      data:
        - {event_name: Purchase, event_time: 1795428000, action_source: website, event_source_url: 'https://www.hazel.example/thanks',
           event_id: o-1, user_data: {em: a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4}, custom_data: {value: 29.99, currency: EUR, contents: [{id: SKU-1, quantity: 1}]}}
""",
    bad="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&cd[currency]=EUR&eid=o-1'}
  - method: POST
    url: https://graph.facebook.com/v25.0/1234567890123456/events
    time: '2026-11-23T10:00:00Z'
    body:
      data:
        - {event_name: Purchase, event_time: 1795428000, action_source: website, event_source_url: 'https://www.hazel.example/thanks',
           event_id: o-1, user_data: {em: a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4}, custom_data: {value: 25.20, currency: EUR, contents: [{id: SKU-1, quantity: 1}]}}
""",
)
def check(project: Project) -> Iterator[Problem]:
    in_cents = {id(hit) for hit, _, _ in hundredfold(project)}
    for hit, other, mine, its in worth_apart(project):
        if id(hit) in in_cents or id(other) in in_cents:
            continue
        text = f"has the value {mine:g}, #{other.n} of the browser has {its:g} under the same ID"
        yield problem(hit, text, also=(("the browser's leg", other),), once="value differs")
