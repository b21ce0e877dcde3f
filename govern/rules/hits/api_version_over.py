"""A request asks for a version of the API that is answered.

After its last day a version is answered with an error, or by another version that reads fields otherwise.

Remedy: send to the current version.

Source: the facts of the platforms (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures.told import known, on_leg, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.api_versions import Asked, is_over, last_day


@rule(
    level="error",
    cost="broken",
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
    url: https://graph.facebook.com/v12.0/1234567890123456/events
    time: '2026-11-23T10:00:00Z'
    body:
      data:
        - {event_name: Purchase, event_time: 1795428000, action_source: website, event_source_url: 'https://www.hazel.example/thanks',
           event_id: o-1, user_data: {em: a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4}, custom_data: {value: 29.99, currency: EUR, contents: [{id: SKU-1, quantity: 1}]}}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit in on_leg(project, "server"):
        platform = known(project, hit)
        if platform is None or not hit.version or not platform.api.version_ends.verified:
            continue
        one = Asked(hit.version, platform, hit.called, hit.place)
        if is_over(one, project.today):
            yield problem(hit, f"asks for {hit.version}, which is not answered since {last_day(one)}", once=hit.version)
