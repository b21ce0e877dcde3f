"""A value is in the unit of its currency, as the prices of its products are.

A value in cents is a hundred times too much: one such order outweighs a day, and bidding by value follows it.

Remedy: send 29.99 and not 2999; shop systems keep money in the smallest unit.
"""

from collections.abc import Iterator

from govern.captures.amounts import hundredfold
from govern.captures.told import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="error",
    cost="numbers",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[currency]=EUR&cd[value]=24.95&cd[contents]=%5B%7B%22id%22%3A%22A%22%2C%22quantity%22%3A2%2C%22item_price%22%3A10%7D%5D'}
""",
    bad="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[currency]=EUR&cd[value]=2495&cd[contents]=%5B%7B%22id%22%3A%22A%22%2C%22quantity%22%3A2%2C%22item_price%22%3A10%7D%5D'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit, value, total in hundredfold(project):
        yield problem(
            hit, f"has the value {value:g}, about a hundred times its products ({total:g})", once="hundredfold"
        )
