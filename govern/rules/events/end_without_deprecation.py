"""An event that is to end says so with its status.

`until` and `replaced_by` mean something for deprecated events only. Beside `status: active` they are a promise that
nothing keeps: the day passes, the event goes on, and both events are counted.

Remedy: add `status: deprecated`, or take `until` and `replaced_by` away.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="events: [{name: buy, status: deprecated, until: 2099-12-31}]",
    bad="events: [{name: buy, until: 2099-12-31}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        if event.status == "active":
            key = "until" if event.until is not None else "replaced_by" if event.replaced_by is not None else ""
            if key:
                message = f'event "{event.name}" has "{key}" and is not deprecated, so nothing comes of it'
                yield Problem(event.place(key), message, help=f"add status: deprecated, or take {key} away")
