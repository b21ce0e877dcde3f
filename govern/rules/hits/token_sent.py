"""No credential is sent to where it can be read.

A token in a page's address or a parameter is known to everybody who sees the request, the log or the report, and lets
them write into the account.

Remedy: revoke the token now, make a new one, and keep it on the server.
"""

from collections.abc import Iterator

from govern.captures.told import REQUEST, hits, problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="error",
    cost="security",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead&cd[note]=gift'}
""",
    bad="""
capture:
  - {url: 'https://alb.reddit.com/rp.gif?id=a2_abc123z&event=Lead&m.note=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIiwibmFtZSI6ImEifQ.c2lnbmF0dXJlLW9mLWEtdG9rZW4tdGhhdC1pcy1sb25n'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit in hits(project):
        for leak in hit.leaked:
            if leak.where != REQUEST and leak.what.what == "token":
                yield problem(hit, f"sends {leak.what} in {leak.where}", once=f"{leak.where} token")
