"""No two triggers are alike.

Two triggers that fire on the same are looked after by halves: somebody changes one, and half of the tags follow.

Remedy: give the tags of one to the other, and delete it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm import copies
from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="containers: [{id: GTM-ABC1234, triggers: [{name: Paid, type: PAGEVIEW, filter: [{type: EQUALS}]}, {name: Any, type: PAGEVIEW}]}]",
    bad="containers: [{id: GTM-ABC1234, triggers: [{name: Paid, type: CLICK, filter: [{type: EQUALS}]}, {name: Paid 2, type: CLICK, filter: [{type: EQUALS}]}]}]",
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for first, others in copies.equal(container, "trigger"):
            for name in others:
                message = f"{label('trigger', name)} fires on the same as {label('trigger', first)}"
                yield problem(container, "trigger", name, message, help="keep one of the two")
