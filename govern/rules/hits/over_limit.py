"""A server event stays within its platform's limits.

What is longer is cut or refused, and what is too many is dropped: values end in the middle, and parameters are
missing from reports.

Remedy: shorten it, or send less.

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
  - {url: 'https://www.google-analytics.com/mp/collect?measurement_id=G-HAZEL00001', method: POST, body: {client_id: '1.1', events: [{name: sign_up, params: {method: mail}}]}}
""",
    bad="""
capture:
  - {url: 'https://www.google-analytics.com/mp/collect?measurement_id=G-HAZEL00001', method: POST, body: {client_id: '1.1', events: [{name: sign_up_for_the_letter_of_the_hazel_and_oak_shop, params: {method: mail}}]}}
""",
)
def check(project: Project) -> Iterator[Problem]:
    yield from complaints(project, "error", "limit")
