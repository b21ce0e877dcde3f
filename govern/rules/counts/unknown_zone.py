"""The zone of an entry of `counts` is a time zone.

With a name that stands for no zone the days of the two sides cannot be laid one upon the other, and nothing is compared.

Remedy: write a name of the tz database, such as `Europe/Madrid` or `America/Los_Angeles`; `UTC` for times with their zone.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.sources import declared
from govern.counts.zones import is_zone
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="counts: [{name: shop, files: a.csv, layer: backend, means: orders, event: purchase, zone: Europe/Madrid}]",
    bad="counts: [{name: shop, files: a.csv, layer: backend, means: orders, event: purchase, zone: Madrid}]",
)
def check(project: Project) -> Iterator[Problem]:
    for entry in declared(project):
        if entry.zone is not None and not is_zone(entry.zone):
            message = f'counts "{entry.name}" has the zone "{entry.zone}", which is not a time zone'
            yield Problem(entry.place("zone"), message, help="use a name such as Europe/Madrid")
