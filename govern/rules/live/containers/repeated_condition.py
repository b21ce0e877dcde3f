"""A trigger asks each condition once.

The same condition stands twice in the list. It changes nothing, and whoever edits one of the two later wonders why the
trigger still fires as before.

Remedy: delete one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.condition_words import told
from govern.signals.containers.when import cubes

ASKED = "{type: CONTAINS, parameter: {arg0: '{{Page Path}}', arg1: %s}}"
CONTAINER = (
    "containers: [{id: GTM-ABC1234, triggers: [{name: Thanks, type: PAGEVIEW, filter: ["
    + ASKED % "/thanks"
    + ", "
    + ASKED
    + "]}]}]"
)


@rule(good=CONTAINER % "/de/", bad=CONTAINER % "/thanks", level="note", cost="tidy")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for trigger, cube in cubes(container).items():
            twice = next((one for at, one in enumerate(cube) if one in cube[:at]), None) if len(cube) <= 100 else None
            if twice is not None:
                message = f"{label('trigger', trigger)} asks twice {told(twice)}"
                yield problem(container, "trigger", trigger, message, "filter", help="delete one of the two")
