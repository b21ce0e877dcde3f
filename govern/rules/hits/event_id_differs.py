"""Both legs of an event have the same event ID.

The platform tells by the ID that the browser's and the server's event are one. With two IDs it counts two.

Remedy: make the ID from what both legs know, such as the order's number, and not from the time or at random.

Source: the facts of the platforms (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures.repeats import apart, id_of
from govern.captures.told import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="error",
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
           event_id: o-1-r, user_data: {em: a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4}, custom_data: {value: 29.99, currency: EUR, contents: [{id: SKU-1, quantity: 1}]}}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit, other in apart(project):
        mine, theirs = id_of(hit), id_of(other)
        told = f'"{mine.text if mine else ""}", on the server "{theirs.text if theirs else ""}" (#{other.n}): counted twice'
        yield problem(hit, f"has the event ID {told}", also=(("the other leg", other),), once="apart")
