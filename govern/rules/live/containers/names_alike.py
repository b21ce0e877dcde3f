"""No two names differ in capitals and blanks alone.

`GA4 - Lead` and `GA4 - lead` are two entities, and `{{Order id}}` and `{{Order ID}}` two variables. Whoever writes the name
from memory gets the other one.

Remedy: rename one of them after what makes it different, or delete it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="containers: [{id: GTM-ABC1234, variables: [{name: Order ID, type: v}, {name: Order value, type: v}]}]",
    bad="containers: [{id: GTM-ABC1234, variables: [{name: Order ID, type: v}, {name: Order id, type: v}]}]",
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for kind in ("tag", "trigger", "variable", "customTemplate", "folder"):
            seen: dict[str, str] = {}
            for name in sorted(container.bodies(kind)):
                other = seen.setdefault("".join(name.split()).casefold(), name)
                if other != name:
                    message = f'{label(kind, name)} differs from "{other}" in capitals and blanks alone'
                    yield problem(container, kind, name, message, help="rename one of them")
