"""An event that both legs tell has an event ID on both.

Where one leg has an ID and the other was seen without one, nothing tells the platform that they are the same, and the
event counts twice.

Remedy: send the same ID on both legs. Some platforms' fields for it are known from few captures: where the tag has an
ID, say so and silence the rule.

Source: the facts of the platforms (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures.contract import without_id
from govern.captures.repeats import without
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
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&cd[currency]=EUR'}
  - method: POST
    url: https://graph.facebook.com/v25.0/1234567890123456/events
    time: '2026-11-23T10:00:00Z'
    body:
      data:
        - {event_name: Purchase, event_time: 1795428000, action_source: website, event_source_url: 'https://www.hazel.example/thanks',
           event_id: o-1, user_data: {em: a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4}, custom_data: {value: 29.99, currency: EUR, contents: [{id: SKU-1, quantity: 1}]}}
""",
)
def check(project: Project) -> Iterator[Problem]:
    told = set()
    for hit, other in without(project):
        told.add(hit.n)
        yield problem(
            hit, f"was seen without an event ID, #{other.n} has one", also=(("the other leg", other),), once="no id"
        )
    for hit, signal in without_id(project):
        if hit.n not in told:
            text = f'was seen without the event ID that event "{signal.mapping.event}" has in the specs'
            yield problem(hit, text, once="no id")
