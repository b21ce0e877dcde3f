"""A tag's schedule ends after it begins.

A tag that is scheduled to end before it starts never fires, and looks in the list of tags as if it would.

Remedy: exchange the two dates under Advanced settings, or clear one of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="containers: [{id: GTM-ABC1234, tags: [{name: Sale, type: img, scheduleStartMs: '1577836800000', scheduleEndMs: '4102444800000'}]}]",
    bad="containers: [{id: GTM-ABC1234, tags: [{name: Sale, type: img, scheduleStartMs: '4102444800000', scheduleEndMs: '1577836800000'}]}]",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, tag in container.bodies("tag").items():
            start, end = (str(tag.get(key, "")) for key in ("scheduleStartMs", "scheduleEndMs"))
            dates = start.isdecimal() and end.isdecimal() and len(start + end) < 40
            if dates and 0 < int(end) <= int(start):
                message = f"{label('tag', name)} is scheduled to end before it begins, and never fires"
                yield problem(container, "tag", name, message, help="exchange the two dates")
