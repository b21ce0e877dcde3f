"""Every folder has something in it.

An empty folder is left over from what was deleted, and makes the list longer for everybody.

Remedy: delete it in Tag Manager under Folders; nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import escaped, label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="containers: [{id: GTM-ABC1234, folders: [{name: Ads}], tags: [{name: A, type: img, folder: Ads}]}]",
    bad="containers: [{id: GTM-ABC1234, folders: [{name: Ads}], tags: [{name: A, type: img}]}]",
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        used = {body.get("folder") for bodies in container.entities.values() for body in bodies.values()}
        for name in (
            container.bodies("folder") if container.bodies("tag") and not container.absent - {"builtInVariable"} else ()
        ):
            if escaped(name) not in used:
                message = f"{label('folder', name)} is empty"
                yield problem(container, "folder", name, message, help="delete it under Folders")
