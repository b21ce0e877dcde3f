"""A destination is at a platform that govern knows.

Of an unknown platform nothing can be checked: no event names, no required parameters, no sources for the security policy.
Where the name is misspelt, the mistakes that would have been found here are found by whoever reads the month's numbers.

Remedy: take the name that the message suggests. About a network of your own or one that is not known here, tell in
`platforms/NAME.yaml` beside `govern.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.platforms.spelling import platform_meant
from govern.project import Project
from govern.rules import Problem, put, rule
from govern.spec.spelling import did_you_mean


@rule(
    good="destinations: [{name: ads, platform: google_ads}]",
    bad="destinations: [{name: ads, platform: gogle_ads}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for destination in project.destinations:
        name = destination.platform
        if project.platform(name) is None:
            message = f'destination "{destination.name}" is at the platform "{name}", which is not known'
            place, spelt = destination.place("platform"), platform_meant(project, name)
            known = f"known here: {', '.join(project.platform_keys())}; platforms/ takes those of your own"
            yield Problem(place, message, help=did_you_mean(spelt) or known, fix=put(place, spelt))
