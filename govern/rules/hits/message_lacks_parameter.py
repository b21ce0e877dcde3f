"""A message of the data layer has what its event always has.

A tag that fires on a message without the value sends it empty: the event is counted and worth nothing, or cannot be told from
others.

Remedy: push the value with the message, under the key that the specs name; where it may be absent, do not require it.
"""

from collections.abc import Iterator

from govern.captures.messages import lacking
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.spelling import listed


@rule(
    level="warning",
    cost="numbers",
    good="""
specs:
  events: [{name: purchase, parameters: [{name: value, type: number, required: true, data_layer: ecommerce.value}]}]
capture:
  - {event: purchase, ecommerce: {value: 29.99}}
""",
    bad="""
specs:
  events: [{name: purchase, parameters: [{name: value, type: number, required: true, data_layer: ecommerce.value}]}]
capture:
  - {event: purchase, ecommerce: {currency: EUR}}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for one, event, missing in lacking(project):
        names = listed(missing)
        message = f'message "{one.event}" lacks {names}, which event "{event.name}" requires'
        yield Problem(one.place, message, subject=f"{event.name}\n{names}", cause=f"{event.name} {names}")
