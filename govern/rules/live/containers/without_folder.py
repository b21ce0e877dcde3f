"""Where most things lie in folders, all do.

The container is sorted into folders, and some of it lies outside. Whoever looks for a platform's tags in its folder misses these.

Remedy: put them into the folder that they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

FEWEST = 5
"""So few things need no folders."""

TAG = "{name: %s, type: html, parameter: {html: <p></p>}, firingTrigger: [All Pages]%s}"
IN = ", folder: Analytics"
NAMES = ("A", "B", "C", "D", "E")


def example(last: str) -> str:
    """A container of which all but the last tag lie in a folder."""
    tags = ", ".join(TAG % (name, last if name == NAMES[-1] else IN) for name in NAMES)
    return f"containers: [{{id: GTM-ABC1234, folders: [{{name: Analytics}}], tags: [{tags}]}}]"


@rule(good=example(IN), bad=example(""), level="note", cost="tidy")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        things = [
            (kind, name, body)
            for kind in ("tag", "trigger", "variable")
            for name, body in container.bodies(kind).items()
        ]
        outside = [(kind, name) for kind, name, body in things if not body.get("folder")]
        if len(things) >= FEWEST and 0 < len(outside) * 4 <= len(things):
            for kind, name in outside:
                yield problem(
                    container, kind, name, f"{label(kind, name)} lies in no folder", help="put it into its folder"
                )
