"""A request to a server API has its token in a header or in its body.

Addresses are written into the logs of every proxy and server on the way, and a token in one is as good as published
there.

Remedy: send the token in the header that the platform names, or in the body.
"""

from collections.abc import Iterator

from govern.captures.told import REQUEST, hits, problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="warning",
    cost="security",
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
    url: https://graph.facebook.com/v25.0/1234567890123456/events?access_token=0123456789abcdef0123
    time: '2026-11-23T10:00:00Z'
    body:
      data:
        - {event_name: Purchase, event_time: 1795428000, action_source: website, event_source_url: 'https://www.hazel.example/thanks',
           event_id: o-1, user_data: {em: a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4}, custom_data: {value: 29.99, currency: EUR, contents: [{id: SKU-1, quantity: 1}]}}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit in hits(project):
        for leak in hit.leaked:
            if leak.where == REQUEST:
                yield problem(hit, f"has {leak.what} in the address of its request", once="address")
