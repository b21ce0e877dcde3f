"""Every variable that is written as {{Name}} exists.

Tag Manager does not publish a container in which a tag names a variable that nobody defines, and a built-in variable
that is not switched on is undefined too. It happens when tags are copied from one container into another.

Remedy: create the variable, switch the built-in one on, or correct the name. Names count capitals and spaces.

Source: https://support.google.com/tagmanager/answer/7683362, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.gtm import Container, label
from govern.model.spec import suggest
from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.containers._live import built_in_names, problem, references


@rule(
    good="""
containers:
  - id: GTM-ABC1234
    variables: [{name: Order value, type: v, parameter: {name: value}}]
    tags: [{name: Ads, type: awct, parameter: {conversionValue: '{{Order value}}'}}]
""",
    bad="""
containers:
  - id: GTM-ABC1234
    variables: [{name: Order value, type: v, parameter: {name: value}}]
    tags: [{name: Ads, type: awct, parameter: {conversionValue: '{{order value}}'}}]
""",
    over="live",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        if "variable" in container.entities:
            yield from undefined(container)


def undefined(container: Container) -> Iterator[Problem]:
    """Each unknown name once for each entity that uses it. A file that lists no built-in variables says nothing of them."""
    known = {*container.bodies("variable"), *container.bodies("builtInVariable")}
    built_in = built_in_names()
    seen = set()
    for kind, name, route, variable in references(container):
        is_built_in = variable.replace(" ", "").casefold() in built_in
        if variable in known or variable.startswith("_") or (kind, name, variable) in seen:
            continue
        if is_built_in and "builtInVariable" not in container.entities:
            continue
        seen.add((kind, name, variable))
        what = "a built-in variable that is not switched on" if is_built_in else "which the container does not have"
        message = f'{label(kind, name)} uses "{{{{{variable}}}}}", {what}'
        help = f"switch on {variable}" if is_built_in else suggest(variable, sorted(known))
        help = help if help.startswith(("did", "switch")) else ""
        yield problem(container, kind, name, message, *route, help=help, about=variable)
