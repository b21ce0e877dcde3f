"""A pixel of the account is used by some tag.

A pixel that no tag tells anything collects nothing from the site. Either it is left over, and somebody will choose it for a campaign, or the
site lost the tag that belongs to it.

Remedy: give it a tag, or take it out of the account.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.containers import idle_pixels
from govern.settings.live import label, problem

TAG = """
containers:
  - id: GTM-ABC1234
    tags: [{name: UET, type: baut, parameter: {tagId: '%s', eventType: PAGE_LOAD}, firingTrigger: [All Pages]}]
settings: [{UetTags: [{Id: 4000001, Name: Shop, TrackingStatus: Active, TrackingScript: x}]}]
"""


@rule(good=TAG % "4000001", bad=TAG % "4000002", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for setting in idle_pixels(project):
        ids = ", ".join(container.id for container in project.live.containers)
        yield problem(
            setting,
            f"{label(setting)} is not told anything by the tags of {ids}",
            help="give it a tag, or take it away",
        )
