"""Every variable that is written as `{{Name}}` exists.

A tag that names a variable nobody defines sends nothing in its place, where Tag Manager lets it be published at all: the
orders are counted, and their revenue is zero. A built-in variable that is not switched on is undefined too. It happens
when tags are copied between containers.

Remedy: create the variable, switch the built-in one on, or correct the name. Names count capitals and spaces.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.gtm.faults import undefined
from govern.gtm.variables import named_in
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
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for found in undefined(container):
            place = Place(container.file, found.route, entity=found.entity)
            subject = "\n".join((container.id, found.entity))
            cause = f"{container.id}\n{named_in(found)}"
            yield Problem(place, found.message, help=found.help, subject=subject, cause=cause)
