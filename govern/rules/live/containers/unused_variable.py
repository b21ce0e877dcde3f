"""Every variable is used by something.

A variable that no tag, trigger, client or other variable names is left over, or the tag that should read it does not.
Who comes next cannot tell which, and keeps it.

Remedy: delete it in Tag Manager, or note in the variable why it stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.gtm.variables import Nearest, references
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
    tags: [{name: Ads, type: awct, parameter: {conversionValue: '10'}, firingTrigger: [All Pages]}]
""",
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        if "tag" not in container.entities:
            continue
        used = {variable for kind, name, variable in references(container) if (kind, name) != ("variable", variable)}
        unused = [name for name in container.bodies("variable") if name not in used]
        nearest = Nearest(set(unused))  # of what is misspelt containers/undefined-variable speaks
        misspelt = {
            nearest.meant(variable) for variable in sorted(used - container.bodies("variable").keys()) if unused
        }
        for name in unused:
            if name not in misspelt:
                message = f"{label('variable', name)} is used by nothing"
                yield problem(container, "variable", name, message, help="delete it, or use it where it was meant")
