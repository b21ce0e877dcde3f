"""A message that the page pushes is one that an event waits for.

A message that nobody has declared is told to nobody, or to a tag that nobody has declared: often it is a name that was changed
on one side only.

Remedy: declare the event, or push the name that is declared. Messages of Tag Manager itself (`gtm.…`) are not meant.
"""

from collections.abc import Iterator

from govern.captures.messages import undeclared
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="warning",
    cost="numbers",
    good="""
specs:
  events: [{name: purchase, parameters: [{name: value, type: number}]}]
capture:
  - {event: gtm.js}
  - {event: purchase, value: 29.99}
""",
    bad="""
specs:
  events: [{name: purchase, parameters: [{name: value, type: number}]}]
capture:
  - {event: order_done, value: 29.99}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for one in undeclared(project):
        message = f'message "{one.event}" is pushed, and no event of the specs waits for it'
        yield Problem(one.place, message, subject=one.event, cause=one.event)
