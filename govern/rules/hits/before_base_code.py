"""An event comes after the code that initialises its account.

What is told before the account is known is lost, or goes to another one that the page has initialised.

Remedy: fire the base code first: on initialization, or as a setup tag of the event's.
"""

from collections.abc import Iterator

from govern.captures.choices import before_base
from govern.captures.told import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="warning",
    cost="numbers",
    good="""
capture:
  - {url: 'https://ct.pinterest.com/v3/?tid=2612345678901&event=init'}
  - {url: 'https://ct.pinterest.com/v3/?tid=2612345678901&event=checkout'}
""",
    bad="""
capture:
  - {url: 'https://ct.pinterest.com/v3/?tid=2612345678901&event=checkout'}
  - {url: 'https://ct.pinterest.com/v3/?tid=2612345678901&event=init'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit, base in before_base(project):
        text = f"was sent before its account was initialised (#{base.n})"
        yield problem(hit, text, also=(("initialises the account", base),), once="before base")
