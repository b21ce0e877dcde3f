"""Every trigger, folder and template that an entity refers to is in the container.

An export that was made of some entities only, or put together by hand, may refer to what it does not hold. Tag Manager
refuses to import it; in a container that was cut in two, the tag would never fire. Ids from 2147479552 on are Tag
Manager's own, and only a few of them stand for a trigger, such as 2147479553 for All Pages.

Remedy: export the whole container, or add the missing trigger, folder or template before importing.

Source: the ids in public exports of web and server containers, read 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.gtm.faults import lost
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
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for found in lost(container):
            place = Place(container.file, found.route, entity=found.entity)
            cause = f"{container.id}\n{found.message.removeprefix(found.entity)}"
            yield Problem(place, found.message, help=found.help or "export the whole container", cause=cause)
