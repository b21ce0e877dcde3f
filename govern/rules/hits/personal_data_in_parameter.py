"""Parameters, titles and IDs say nothing about who somebody is.

What identifies somebody belongs into a match key, hashed. In a parameter it stands in reports and audiences in clear,
which platforms forbid.

Remedy: leave it out, or send it as a match key. Nothing of it is shown here.

Source: the facts of the platforms (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures.told import ADDRESSES, REQUEST, hits, problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="warning",
    cost="privacy",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead&cd[note]=gift'}
""",
    bad="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead&cd[note]=ana%40hazel.example'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit in hits(project):
        for leak in hit.leaked:
            if leak.where not in ADDRESSES and leak.where != REQUEST and leak.what.what != "token":
                yield problem(hit, f"sends {leak.what} in {leak.where}", once=f"{leak.where} {leak.what.what}")
