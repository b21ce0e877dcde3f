"""Every part of a capture can be read.

A recording that was cut, or a line that is not JSON, is a gap: what was sent in it is missing from everything that is said
about the capture, and "never seen" may only mean that it was not read.

Remedy: record or export the capture again; a log that is being written to is cut at its last line.
"""

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="warning",
    cost="broken",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead'}
""",
    bad="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead'}
  - 'https://www.facebook.com/tr/?id=12345'
""",
)
def check(project: Project) -> Iterator[Problem]:
    for capture in project.live.captures:
        for part in capture.damaged:
            place = Place(capture.file, (), None, f"entry {part.n}")
            yield Problem(place, f"entry {part.n} cannot be read: {part.why}", subject=f"{capture.file}\n{part.n}")
