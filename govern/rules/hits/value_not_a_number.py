"""A value is a number with a point.

`$29.99`, `29,99` and `undefined` are texts: platforms read them as nothing, as zero, or as two thousand nine hundred
and ninety-nine.

Remedy: send the number alone, its currency beside it.

Source: the facts of the platforms (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures import messages
from govern.captures.amounts import no_numbers
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
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=%2429.99&cd[currency]=EUR'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit, value in no_numbers(project):
        yield problem(hit, f'has the value "{value.text}", which is not a number', once="value")
    for one, value in messages.no_numbers(project):
        said = f'message "{one.event}" has the value "{value.text}", which is not a number'
        yield Problem(one.place, said, subject=f"{one.event}\nvalue", cause=f"{one.event} value")
