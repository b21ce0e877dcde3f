"""A server event says by what somebody can be known.

Without a match key that the platform takes the event is refused, or counted and credited to no ad.

Remedy: send one of the keys that the message names.

Source: the facts of the platforms (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures.told import complaints
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="error",
    cost="numbers",
    good="""
capture:
  - {url: 'https://api.pinterest.com/v5/ad_accounts/549755885175/events', method: POST, time: '2026-11-23T10:00:00Z', body: {data: [{event_name: checkout, event_time: 1795428000, event_id: o-1, action_source: web, user_data: {em: ['a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4']}}]}}
""",
    bad="""
capture:
  - {url: 'https://api.pinterest.com/v5/ad_accounts/549755885175/events', method: POST, time: '2026-11-23T10:00:00Z', body: {data: [{event_name: checkout, event_time: 1795428000, event_id: o-1, action_source: web, user_data: {ph: ['a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4']}}]}}
""",
)
def check(project: Project) -> Iterator[Problem]:
    yield from complaints(project, "error", "nobody")
