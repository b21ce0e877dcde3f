"""No tag has been left paused.

A paused tag does nothing and keeps its triggers, its variables and its template in the container. After some months nobody
knows whether it may go.

Remedy: delete it; versions of the container keep it, should it be wanted again.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import is_active, problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="containers: [{id: GTM-ABC1234, tags: [{name: A, type: img}]}]",
    bad="containers: [{id: GTM-ABC1234, tags: [{name: A, type: img, paused: true}]}]",
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, tag in container.bodies("tag").items():
            if not is_active(tag):
                message = f"{label('tag', name)} is paused"
                yield problem(container, "tag", name, message, help="delete it, or let it run")
