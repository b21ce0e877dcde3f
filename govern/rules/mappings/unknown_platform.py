"""A destination is at a platform that govern knows.

About an unknown platform nothing is known: no event names, no required parameters, no sources for the security policy.
With a misspelt one, the checks that would have found the next mistake are off without anybody noticing.

Remedy: take the name that the message suggests; for a platform without a file in `govern/platforms`, ignore this line.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.spec import meant, suggest
from govern.project import Project
from govern.rules import Problem, put, rule


@rule(
    good="destinations: [{name: ads, platform: google_ads}]",
    bad="destinations: [{name: ads, platform: gogle_ads}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    known = project.platform_keys()
    for destination in project.destinations:
        name = destination.platform
        if project.platform(name) is None:
            message = f'destination "{destination.name}" is at the platform "{name}", which is not known'
            place, fix = destination.place("platform"), meant(name, known)
            yield Problem(place, message, help=suggest(name, known), fix=put(place, fix))
