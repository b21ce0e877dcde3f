"""Every variable that is written as `{{Name}}` exists.

A tag that names a variable nobody defines sends nothing in its place, where Tag Manager lets it be published at all: the
orders are counted, and their revenue is zero. A built-in variable that is not switched on is undefined too. It happens
when tags are copied between containers.

Remedy: create the variable, switch the built-in one on, or correct the name. Names count capitals and spaces.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import Container, label
from govern.gtm.tags import problem
from govern.gtm.variables import Nearest, built_in_names, references
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.spelling import did_you_mean


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
    for container in project.live.containers:
        if "variable" in container.entities or is_whole(container):
            yield from undefined(container)


def is_whole(container: Container) -> bool:
    """Whether a file without variables is that of a container and no list of tags: exports leave empty lists out."""
    return "tag" in container.entities and "name" in container.settings


def undefined(container: Container) -> Iterator[Problem]:
    """Each unknown name and the entities that use it. A file that lists no built-in variables says nothing of them."""
    known = {*container.bodies("variable"), *container.bodies("builtInVariable")}
    built_in, nearest = built_in_names(), Nearest(known)
    seen = set()
    for kind, name, route, variable in references(container):
        is_built_in = variable.replace(" ", "").casefold() in built_in
        if variable in known or variable.startswith("_") or (kind, name, variable) in seen:
            continue
        if is_built_in and "builtInVariable" not in container.entities:
            continue
        seen.add((kind, name, variable))
        what = "is a built-in variable that is not switched on" if is_built_in else "is not in the container"
        message = f'"{{{{{variable}}}}}" {what}, but {label(kind, name)} uses it'
        help = f"switch on {variable}" if is_built_in else did_you_mean(nearest.meant(variable))
        yield problem(container, kind, name, message, *route, help=help, cause=variable)
