"""Every tag has something that fires it.

A tag without a firing trigger, which no other tag names as its setup or cleanup tag either, never fires. In the list of
tags it looks as alive as the others, so whoever misses its event in the reports looks everywhere else first.

Remedy: give it a trigger, pause it with a note, or delete it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import firing, is_active, problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
containers:
  - id: GTM-ABC1234
    triggers: [{name: Paid, type: PAGEVIEW}]
    tags:
      - {name: Ads, type: awct, firingTrigger: [Paid], setupTag: [{tagName: Linker}]}
      - {name: Linker, type: gclidw}
""",
    bad="containers: [{id: GTM-ABC1234, tags: [{name: Ads, type: awct}]}]",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        firing_tags = firing(container)
        for name, tag in container.bodies("tag").items():
            if is_active(tag) and name not in firing_tags:
                message = f"{label('tag', name)} has no trigger and never fires"
                yield problem(container, "tag", name, message, help="give it a trigger, pause it, or delete it")
