"""A deprecated event has a day by which it is gone.

Without one it stays for years: each new report has to know that it must not be counted, and one of them does not.

Remedy: agree on a day with the people whose reports use the event (`until: 2027-03-31`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="events: [{name: purchase_old, status: deprecated, until: 2099-12-31}]",
    bad="events: [{name: purchase_old, status: deprecated}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        if event.status == "deprecated" and event.until is None:
            message = f'event "{event.name}" is deprecated and has no "until"'
            yield Problem(event.place("status"), message, help="add the day by which it is gone (until: 2027-03-31)")
