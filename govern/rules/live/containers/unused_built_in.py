"""Every built-in variable that is switched on is used.

A built-in variable that nothing reads costs nothing while it is off. Switched on it is one more name to choose from, and
who reads the list takes it for a part of the measurement.

Remedy: switch it off in Tag Manager under Variables, Configure.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.gtm.variables import folded, references
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
containers:
  - id: GTM-ABC1234
    built_in_variables: [Page URL]
    tags: [{name: A, type: html, parameter: {html: '{{Page URL}}'}, firingTrigger: [All Pages]}]
""",
    bad="""
containers:
  - id: GTM-ABC1234
    built_in_variables: [Page URL]
    tags: [{name: A, type: html, parameter: {html: <p>a</p>}, firingTrigger: [All Pages]}]
""",
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        if not container.bodies("tag") or container.absent - {"builtInVariable"}:
            continue
        used = set(map(folded, {variable for *_, variable in references(container)}))
        for name, body in container.bodies("builtInVariable").items():
            if used.isdisjoint((folded(name), folded(str(body.get("type"))))):
                message = f"{label('builtInVariable', name)} is switched on and used by nothing"
                yield problem(container, "builtInVariable", name, message, help="switch it off under Variables")
