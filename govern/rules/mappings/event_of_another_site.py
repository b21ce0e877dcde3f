"""An event goes to destinations of its own site.

Tags are made for the container of the destination's site. An event of another site never happens there, so the tag waits
for ever and the platform shows nothing; where two sites share a data layer, another shop's numbers grow.

Remedy: map the event to the destination of its own site, leave `site` out where both sites are meant, or give the
mapping a `reason`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.mappings import routed


@rule(
    good="""
sites: [{name: shop}, {name: blog}]
destinations: [{name: meta, platform: meta, site: shop}]
events: [{name: subscribe, site: shop}]
mappings: [{event: subscribe, destination: meta, as: Subscribe}]
""",
    bad="""
sites: [{name: shop}, {name: blog}]
destinations: [{name: meta, platform: meta, site: shop}]
events: [{name: subscribe, site: blog}]
mappings: [{event: subscribe, destination: meta, as: Subscribe}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, event, destination in routed(project):
        if event.site is None or destination.site is None or mapping.reason:
            continue
        if event.site != destination.site and {event.site, destination.site} <= project.site_by_name.keys():
            message = (
                f'event "{event.name}" of site "{event.site}" goes to "{destination.name}" of site "{destination.site}"'
            )
            related = (Related("the event is here", event.place("site")),)
            yield Problem(mapping.place("destination"), message, related, "map it to a destination of its own site")
