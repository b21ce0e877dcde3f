"""Every file in a folder of captures can be read.

A page that a login gave instead of a recording, or a file that was cut before its first request, is easily overlooked: the others are
judged, and what this one should have shown is not said.

Remedy: record it again, or keep elsewhere what is not captured traffic; text in Markdown may stay.
"""

from collections.abc import Iterator

from govern.captures.unseen import unread
from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="warning",
    cost="broken",
    good="files: {checkout.txt: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead'}",
    bad="files: {checkout.har: '<html><body>502 Bad Gateway</body></html>'}",
)
def check(project: Project) -> Iterator[Problem]:
    for capture in unread(project):
        yield Problem(
            Place(capture.file), f"{capture.remark}, so nothing of this file was judged", subject=capture.file
        )
