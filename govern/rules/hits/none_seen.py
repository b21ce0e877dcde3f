"""A capture holds hits of a platform.

Where none is seen, nothing was judged: the tags may not have fired, the capture may be of another page, or what was saved is not what
was sent. A job that reads the exit code would take that for a site on which all is well. A visitor who refused, as a consent
platform was told, is a reason.

Remedy: record the page again with the log preserved, up to where an event is sent; where it is sent, look for what stops the tag:
`govern explain "zero conversions"`.
"""

from collections.abc import Iterator

from govern.captures.unseen import without_hits
from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="warning",
    cost="numbers",
    good="""
capture:
  - {url: 'https://www.hazel.example/'}
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=PageView'}
""",
    bad="""
capture:
  - {url: 'https://www.hazel.example/'}
  - {url: 'https://www.hazel.example/app.js'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    found = without_hits(project)
    if found:
        requests = sum(capture.requests for capture in found)
        where = f" of {len(found):,} files" if len(found) > 1 else ""
        yield Problem(
            Place(found[0].file),
            f"no hit of a platform that govern knows was seen in {requests:,} request{'s' * (requests != 1)}{where}, "
            "so nothing was judged",
            subject="none",
        )
