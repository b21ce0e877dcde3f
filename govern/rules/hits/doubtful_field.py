"""A field of a server event is what its platform expects.

What the platform takes without liking it may be read as another value, or not at all; what we could not verify may be
refused.

Remedy: send the form that the message names, and look at the platform's own diagnostics.

Source: the facts of the platforms (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures.told import complaints
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="warning",
    cost="numbers",
    good="""
capture:
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
  - method: POST
    url: https://graph.facebook.com/v25.0/1234567890123456/events
    time: '2026-11-23T10:00:00Z'
    body:
      data:
        - {event_name: Purchase, event_time: 1795428000, action_source: website, event_source_url: 'https://www.hazel.example/thanks',
           event_id: o-1, user_data: {em: a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4}, custom_data: {value: 29.99, currency: eur, contents: [{id: SKU-1, quantity: 1}]}}
""",
)
def check(project: Project) -> Iterator[Problem]:
    yield from complaints(project, "warning", "form", "unit", "name", "limit", "age")
