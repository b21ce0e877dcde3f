"""A hit is sent once.

A double click, two tags for one event, or a page that is opened again tell the same twice; without an ID of the event
the platform counts both.

Remedy: let one tag tell the event, once per page or order, and give it an event ID.
"""

from collections.abc import Iterator

from govern.captures.repeats import twice
from govern.captures.told import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="warning",
    cost="numbers",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead&dl=https%3A%2F%2Fwww.hazel.example%2Fa', time: '2026-11-23T10:00:01Z'}
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead&dl=https%3A%2F%2Fwww.hazel.example%2Fb', time: '2026-11-23T10:00:02Z'}
""",
    bad="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead&dl=https%3A%2F%2Fwww.hazel.example%2Fa', time: '2026-11-23T10:00:01Z'}
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead&dl=https%3A%2F%2Fwww.hazel.example%2Fa', time: '2026-11-23T10:00:02Z'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for one, hit in twice(project):
        yield problem(hit, f"says what #{one.n} has said", also=(("the first time", one),), once="twice")
