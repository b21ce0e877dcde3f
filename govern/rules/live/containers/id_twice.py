"""No two entities of a kind have one id.

Tag Manager gives each tag, variable, client and zone an id of its own. Two with one id are the trace of a file that was put
together by hand: on import one of them may take the other's place.

Remedy: give one of them an id that nothing else has, or make it anew in Tag Manager and export again.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="containers: [{id: GTM-ABC1234, tags: [{name: A, type: img}, {name: B, type: img}]}]",
    bad="""
exports:
  - container: {publicId: GTM-ABC1234, usageContext: [WEB]}
    tag: [{tagId: '1', name: A, type: img}, {tagId: '1', name: B, type: img}]
""",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for found in container.doubts:
            place = Place(container.file, entity=found.entity)
            yield Problem(place, found.message, help=found.help, subject=f"{container.id}\n{found.entity}")
