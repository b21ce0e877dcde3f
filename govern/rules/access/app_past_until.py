"""A connected app is disconnected on the day until which it was declared.

The trial is over, the contract has ended, and the app may still read and change what it could. It asks nobody, and no list of
people shows it.

Remedy: disconnect it at the platform and remove the entry, or set a new day in `until`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="access: {apps: [{name: Post planner, platform: meta, owner: social, until: 2099-12-31}]}",
    bad="access: {apps: [{name: Post planner, platform: meta, owner: social, until: 2020-01-31}]}",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    for app, place in project.apps():
        if app.until is not None and app.until < project.today:
            until = place.replace(route=(*place.route, "until"))
            message = f'the app "{app.name}" was declared until {app.until}'
            yield Problem(until, message, help="disconnect it and remove the entry, or set a new day")
