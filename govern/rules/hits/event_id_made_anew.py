"""One order keeps its event ID.

An ID that is made anew when the page is opened again tells the platform of a second order.

Remedy: make the ID from the order's number, and tell the order once.

Source: the facts of the platforms (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures.repeats import made_anew
from govern.captures.told import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="error",
    cost="numbers",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&cd[order_id]=A-1&eid=o-1'}
""",
    bad="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&cd[order_id]=A-1&eid=r-1'}
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&cd[order_id]=A-1&eid=r-2'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for one, hit in made_anew(project):
        yield problem(
            hit, f"tells the order of #{one.n} under another event ID", also=(("the first time", one),), once="anew"
        )
