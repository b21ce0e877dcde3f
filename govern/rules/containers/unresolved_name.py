"""Every trigger, folder and template that an entity names is in its container.

A tag whose trigger was renamed in one file and not in the other would never fire. Tag Manager refuses such a container,
so rendering does too.

Remedy: take the name that the message suggests, or add the missing trigger, folder or template.
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
    tags: [{name: Pixel, type: html, firingTrigger: [Paid], parameter: {html: <p></p>}}]
""",
    bad="""
containers:
  - id: GTM-ABC1234
    triggers: [{name: Paid, type: PAGEVIEW}]
    tags: [{name: Pixel, type: html, firingTrigger: [Payed], parameter: {html: <p></p>}}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    if not project.container_entries:
        return
    from govern.gtm.container import label
    from govern.gtm.desired import outline
    from govern.gtm.faults import lost

    wished = outline(project)
    for container in wished.containers:
        places = wished.places.get(container.id, {})
        for problem in lost(container):
            place = next((places[key] for key in places if label(*key) == problem.entity), Place(container.file))
            route = (*place.route, *problem.route)
            cause = f"{container.id}\n{problem.message.removeprefix(problem.entity)}"
            yield Problem(place.replace(route=route), problem.message, help=problem.help, cause=cause)
