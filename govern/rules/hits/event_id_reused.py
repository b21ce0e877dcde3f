"""Each order has an event ID of its own.

The platform drops what comes with an ID that it has seen: the second order is missing.

Remedy: make the ID from the order's number, and not from the page, the session or the customer.

Source: the facts of the platforms (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures.repeats import reused
from govern.captures.told import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="error",
    cost="numbers",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&cd[order_id]=A-1&eid=o-1'}
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=12.5&cd[order_id]=A-2&eid=o-2'}
""",
    bad="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&cd[order_id]=A-1&eid=o-1'}
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=12.5&cd[order_id]=A-2&eid=o-1'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for one, hit in reused(project):
        text = (
            f'has the event ID "{hit.event_id.text if hit.event_id else ""}" of #{one.n}, which is about another order'
        )
        yield problem(hit, text, also=(("the order before", one),), once="reused")
