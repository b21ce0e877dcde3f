"""A GA4 property is configured by a Google tag.

The GA4 configuration tag became the Google tag in September 2023. Tag Manager shows the old one as a Google tag and exports
made by hand or by older tools still have it; what is new in the Google tag's settings cannot be said in it.

Remedy: make a Google tag with the same ID and the same settings, and delete this one.

Source: https://taggingdocs.com/client-side/tags/ga4-configuration-tag, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import firing, problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="containers: [{id: GTM-ABC1234, tags: [{name: A, type: googtag, firingTrigger: [All Pages]}]}]",
    bad="containers: [{id: GTM-ABC1234, tags: [{name: A, type: gaawc, firingTrigger: [All Pages]}]}]",
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, tag in firing(container).items():
            if tag.get("type") == "gaawc":
                message = f"{label('tag', name)} is a GA4 configuration tag, which the Google tag replaced in 2023"
                yield problem(container, "tag", name, message, help="make a Google tag with the same ID")
