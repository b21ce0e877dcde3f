"""No tag loads Google Optimize.

Optimize ended on 30 September 2023. What loads it since then takes time on every page and changes nothing; the snippet that
hides the page until it has answered makes visitors wait for nobody.

Remedy: delete the tag, and the anti-flicker snippet of the pages with it.

Source: https://www.measurelab.co.uk/blog/podcasts/google-optimize-sunset/, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import code_of, firing, problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="containers: [{id: GTM-ABC1234, tags: [{name: A, type: gaawe, firingTrigger: [All Pages]}]}]",
    bad="containers: [{id: GTM-ABC1234, tags: [{name: A, type: opt, firingTrigger: [All Pages]}]}]",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, tag in firing(container).items():
            if tag.get("type") == "opt" or "googleoptimize.com/optimize.js" in code_of(tag):
                message = f"{label('tag', name)} loads Google Optimize, which ended on 30 September 2023"
                yield problem(container, "tag", name, message, help="delete it")
