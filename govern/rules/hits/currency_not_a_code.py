"""A currency is a code of ISO 4217 in capitals.

With a sign or a word in place of the code, or none that exists, platforms drop the value or take the account's own
currency.

Remedy: send the three letters: EUR, USD, JPY.

Source: the facts of the platforms (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures.amounts import no_currencies
from govern.captures.told import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.currencies import is_currency


@rule(
    level="warning",
    cost="numbers",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&cd[currency]=EUR'}
""",
    bad="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&cd[currency]=Euro'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit, code in no_currencies(project):
        wrong = "is not in capitals" if is_currency(code.text.upper()) else "is not a code of ISO 4217"
        yield problem(hit, f'has the currency "{code.text}", which {wrong}', once="currency")
