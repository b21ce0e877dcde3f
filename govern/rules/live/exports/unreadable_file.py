"""Every file in a folder of exports can be read.

A damaged export among others is easily overlooked: the others are judged, and what is wrong in this one is not said.

Remedy: the message names what is wrong with the file, or what it is; export it again, or move it elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good='files: {tags.json: \'{"tag": [{"name": "A", "type": "img"}]}\'}',
    bad='files: {tags.json: \'{"tag": [{"name": "A", "type":\'}',
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for found in project.live.unread:
        message = f"{found.message}, so nothing of this file was judged"
        yield Problem(found.place, message, help=found.help, subject=found.place.file)
