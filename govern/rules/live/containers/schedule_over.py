"""A tag's scheduled end has not passed.

A tag whose end date is past never fires again, although nothing in the list of tags says so. What it counted is missing
from the reports from that day on.

Remedy: delete the tag, or clear the end date under Advanced settings if it should go on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from govern.gtm.container import label
from govern.gtm.tags import firing, problem
from govern.project import Project
from govern.rules import Problem, rule

LATEST = 253_402_300_799_000
"""The last millisecond that a calendar of four-digit years knows."""


@rule(
    good="containers: [{id: GTM-ABC1234, tags: [{name: Sale, type: img, firingTrigger: [All Pages], scheduleEndMs: '4102444800000'}]}]",
    bad="containers: [{id: GTM-ABC1234, tags: [{name: Sale, type: img, firingTrigger: [All Pages], scheduleEndMs: '1577836800000'}]}]",
    level="note",
    cost="tidy",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, tag in firing(container).items():
            end = str(tag.get("scheduleEndMs", ""))
            if end.isdecimal() and 0 < int(end) < LATEST:
                day = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(end))).date().isoformat()
                if day < project.today:
                    message = f"{label('tag', name)} was scheduled until {day} and fires no more"
                    yield problem(container, "tag", name, message, help="delete the tag, or clear its end date")
