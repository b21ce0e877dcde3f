"""A page's address that is sent says nothing about who looks at it.

Platforms forbid personal data in addresses, delete what came with it, and may close the account; everybody who reads
reports can read it.

Remedy: take it out of the address of the page, or send the address without it. Nothing of it is shown here.

Source: the facts of the platforms (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures.told import ADDRESSES, hits, problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="error",
    cost="privacy",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead&dl=https%3A%2F%2Fwww.hazel.example%2Fthanks'}
""",
    bad="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead&dl=https%3A%2F%2Fwww.hazel.example%2Fthanks%3Fmail%3Dana%40hazel.example'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit in hits(project):
        for leak in hit.leaked:
            if leak.where in ADDRESSES and leak.what.what != "token":
                yield problem(hit, f"sends {leak.what} in {leak.where}", once=f"{leak.where} {leak.what.what}")
