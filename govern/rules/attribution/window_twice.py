"""A destination has one entry under `windows` at a time.

Of two entries each reader of the plan takes another, and both are sure. Windows that changed have a `since`, so that
reports over the change can be read.

Remedy: merge the two entries, remove the one that does not hold, or write from which day on each did (`since: 2026-03-01`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place, Related
from govern.project import Project
from govern.rules import Problem, rule

META = "destinations: [{name: meta, platform: meta}]"
FIRST = "{destination: meta, click: 1d}"


@rule(
    good=f"{META}\nattribution: {{windows: [{FIRST}, {{destination: meta, click: 7d, since: 2026-03-01}}]}}",
    bad=f"{META}\nattribution: {{windows: [{FIRST}, {{destination: meta, click: 7d}}]}}",
)
def check(project: Project) -> Iterator[Problem]:
    first: dict[tuple[str, str], Place] = {}
    for attribution in project.attribution:
        for position, window in enumerate(attribution.windows):
            place = attribution.place("windows", position)
            other = first.setdefault((window.destination, window.since or ""), place)
            if other is not place:
                since = f" since {window.since}" if window.since else ""
                message = f'destination "{window.destination}" has two entries under windows{since}'
                help = "merge them, or write since when each holds"
                yield Problem(place, message, (Related("the first one is here", other),), help)
