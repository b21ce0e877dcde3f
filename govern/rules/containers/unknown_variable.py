"""Every variable that an entity of a container writes as `{{Name}}` exists.

A tag that names a variable nobody defines sends nothing in its place, where Tag Manager lets it be published at all: the
orders are counted, and their revenue is zero. A built-in variable that is not switched on is undefined too.

Remedy: create the variable, switch the built-in one on under `built_in_variables`, or correct the name. Names count
capitals and spaces.
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
    variables: [{name: Order value, type: v, parameter: {name: value}}]
    tags: [{name: Ads, type: awct, parameter: {conversionValue: '{{Order value}}'}, firingTrigger: [All Pages]}]
""",
    bad="""
containers:
  - id: GTM-ABC1234
    variables: [{name: Order value, type: v, parameter: {name: value}}]
    tags: [{name: Ads, type: awct, parameter: {conversionValue: '{{order value}}'}, firingTrigger: [All Pages]}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    if not project.container_entries:
        return
    from govern.gtm.container import label
    from govern.gtm.desired import outline
    from govern.gtm.faults import undefined
    from govern.gtm.variables import named_in

    wished = outline(project)
    for container in wished.containers:
        places = {label(*key): place for key, place in wished.places.get(container.id, {}).items()}
        for problem in undefined(container):
            place = places.get(problem.entity, Place(container.file))
            cause = f"{container.id}\n{named_in(problem)}"
            route = (*place.route, *problem.route)
            yield Problem(place.replace(route=route), problem.message, help=problem.help, cause=cause)
