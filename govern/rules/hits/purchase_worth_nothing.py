"""A purchase is worth something.

Purchases of nothing are counted as conversions and pull the value of all of them down; often the tag fires before the
order is in the data layer.

Remedy: send the order's value, and fire the tag when it is there; where an order may be free, silence the rule with
that reason.

Source: the facts of the platforms (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures.amounts import worthless
from govern.captures.told import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="warning",
    cost="numbers",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&cd[currency]=EUR'}
""",
    bad="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=0&cd[currency]=EUR'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit in worthless(project):
        yield problem(hit, "is a purchase with the value 0", once="zero")
