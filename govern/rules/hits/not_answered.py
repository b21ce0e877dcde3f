"""A hit that is sent arrives.

Without an answer the request was blocked or broken off: by an extension, a policy of the site, or by leaving the
page.

Remedy: look at the console: a content security policy names itself there; extensions are the visitor's own.
"""

from collections.abc import Iterator

from govern.captures.told import events, problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="note",
    cost="numbers",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead', status: 200}
""",
    bad="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead', status: 0}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit in events(project):
        if hit.status == 0:
            yield problem(hit, "has no answer: it was blocked or broken off", once="no answer")
