"""A hit of a platform's script has what the platform requires with its event.

A purchase without a value or a currency is counted and worth nothing: return on ad spend is wrong, and bidding by
value learns from zeros.

Remedy: fill the field of the tag from the data layer.

Source: the facts of the platforms (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures.amounts import lacking
from govern.captures.told import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.spelling import listed


@rule(
    level="warning",
    cost="numbers",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&cd[currency]=EUR'}
""",
    bad="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit, fields in lacking(project):
        names = listed([field.name for field in fields])
        yield problem(hit, f"lacks {names}, which {hit.platform} requires with it", once=names)
