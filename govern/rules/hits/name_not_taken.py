"""The name of a server event is one that its platform takes.

A name that is reserved, has a sign too many or is not on the platform's list makes the event disappear without an
error.

Remedy: use the platform's name, or one of your own where it takes such.

Source: the facts of the platforms (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures.told import complaints
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="error",
    cost="broken",
    good="""
capture:
  - {url: 'https://www.google-analytics.com/mp/collect?measurement_id=G-HAZEL00001', method: POST, body: {client_id: '1.1', events: [{name: purchase, params: {}}]}}
""",
    bad="""
capture:
  - {url: 'https://www.google-analytics.com/mp/collect?measurement_id=G-HAZEL00001', method: POST, body: {client_id: '1.1', events: [{name: session_start, params: {}}]}}
""",
)
def check(project: Project) -> Iterator[Problem]:
    yield from complaints(project, "error", "name")
