"""Every service identity has an owner.

A machine account does not leave, so nobody notices when the people who made it have. Its key goes on opening the account,
and the day it is used for something else, nobody knows what would break if it were switched off.

Remedy: name the team that answers for it (`owner: data-team`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="access: {services: [{name: sender, id: '17', owner: data-team}]}",
    bad="access: {services: [{name: sender, id: '17'}]}",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for service, place in project.services():
        if not (service.owner or "").strip() and not (service.until is not None and service.until < project.today):
            yield Problem(
                place, f'service "{service.name}" has no owner', help="name a team in owner", subject=service.id
            )
