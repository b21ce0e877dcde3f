"""No variable of one's own has the name of a built-in variable that is switched on.

`{{Page URL}}` is then one of two, and which one a tag gets cannot be seen. Where the built-in one is switched on later, every
tag that names it changes its meaning.

Remedy: give your own variable another name.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.gtm.variables import built_in_names, folded
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="containers: [{id: GTM-ABC1234, variables: [{name: Page address, type: u}]}]",
    bad="containers: [{id: GTM-ABC1234, variables: [{name: Page URL, type: u}]}]",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        known = built_in_names()
        for name in container.bodies("variable"):
            if folded(name) in known and name[:1].isupper():
                message = f"{label('variable', name)} has the name of a built-in variable"
                yield problem(container, "variable", name, message, help="give it another name")
