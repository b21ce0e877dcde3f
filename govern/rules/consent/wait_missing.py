"""Where consent defaults are set inside the container, tags wait for the banner's answer.

A banner that loads with the container answers after the first tags have asked. Without `wait_for_update` a visitor who
agreed yesterday is again undecided on each first page: the landing page of every campaign is missing from the reports.

Remedy: write `wait_for_update: 500`, or as many milliseconds as the banner needs.

Source: https://developers.google.com/tag-platform/security/guides/consent, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="sites: [{name: shop, consent: {default: denied, set_by: container, wait_for_update: 500}}]",
    bad="sites: [{name: shop, consent: {default: denied, set_by: container}}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for site in project.sites:
        consent = site.consent
        if consent is not None and consent.set_by == "container" and consent.wait_for_update is None:
            message = f'tags of site "{site.name}" do not wait for a banner that loads with the container'
            yield Problem(site.place("consent"), message, help="write wait_for_update: 500")
