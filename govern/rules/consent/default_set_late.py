"""Consent defaults are set before anything that the page loads.

Set inside the container they come when Tag Manager has loaded: in time for its own tags, and too late for what the page
loads itself, a pixel in the template or another Google tag. Those have fired by then without them, and show up as
visitors who never answered.

Remedy: call `gtag('consent', 'default', ...)` in the page above Tag Manager's snippet and write `set_by: page`. Where
nothing fires outside the container, say so as the reason of an ignore comment.

Source: https://developers.google.com/tag-platform/security/guides/consent, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.sections.sites import by_type


@rule(
    good="sites: [{name: shop, consent: {default: denied, set_by: page, wait_for_update: 500}}]",
    bad="sites: [{name: shop, consent: {default: denied, set_by: container, wait_for_update: 500}}]",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    for site in project.sites:
        consent = site.consent
        if (
            consent is not None
            and consent.set_by == "container"
            and consent.wait_for_update is not None  # of a wait that is missing consent/wait-missing speaks first
            and any("denied" in by_type(given).values() for given in (consent.default, *consent.regions.values()))
        ):
            message = f'site "{site.name}" sets its consent defaults inside the container, too late for what the page loads itself'
            yield Problem(
                site.place("consent", "set_by"), message, help="set them in the page, above the container's snippet"
            )
