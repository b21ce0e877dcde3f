"""Every trigger and every template that an entity refers to is in the container.

An export that was made of some entities only, or put together by hand, may refer to what it does not hold. Tag Manager
refuses to import it; in a container that was cut in two, the tag would never fire.

Remedy: export the whole container, or add the missing trigger or template before importing.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
containers:
  - id: GTM-ABC1234
    triggers: [{name: Paid, type: PAGEVIEW}]
    tags: [{name: Ads, type: awct, firingTrigger: [Paid]}]
""",
    bad="""
containers:
  - id: GTM-ABC1234
    tags: [{name: Ads, type: awct, firingTrigger: [Paid]}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for found in container.dangling:
            if found.route[:1] == ("folder",):
                continue
            place = Place(container.file, found.route, entity=found.entity)
            cause = f"{container.id}\n{found.message.removeprefix(found.entity)}"
            yield Problem(place, found.message, help=found.help or "export the whole container", cause=cause)
