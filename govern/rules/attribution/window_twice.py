"""A destination has one window at a time.

Of two entries each reader of the plan takes another, and both are sure. Windows that changed have a `since`, so that
reports over the change can be read.

Remedy: remove the entry that does not hold, or write from which day on each did (`since: 2026-03-01`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.report import Place, Related
from govern.rules import Problem, rule


@rule(
    good="attribution: {windows: [{destination: meta, click: 1d}, {destination: meta, click: 7d, since: 2026-03-01}]}",
    bad="attribution: {windows: [{destination: meta, click: 1d}, {destination: meta, click: 7d}]}",
)
def check(project: Project) -> Iterator[Problem]:
    first: dict[tuple[str, str], Place] = {}
    for attribution in project.attribution:
        for position, window in enumerate(attribution.windows):
            place = attribution.place("windows", position)
            other = first.setdefault((window.destination, window.since or ""), place)
            if other is not place:
                since = f" since {window.since}" if window.since else ""
                message = f'destination "{window.destination}" has two windows{since}'
                yield Problem(place, message, (Related("the first one is here", other),), "remove one, or write since")
