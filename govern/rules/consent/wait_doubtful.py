"""Tags wait between 50 and 5,000 milliseconds for the visitor's choice, or not at all.

`wait_for_update` counts milliseconds. With `2`, meant as seconds, tags do not wait at all and returning visitors count
as undecided on each page; with `60000` nobody who leaves within a minute is counted, which at the dashboard is a bounce
rate too good to be true.

Remedy: take what the banner needs to load, usually 500 to 2000.

Source: https://developers.google.com/tag-platform/security/guides/consent, checked 2026-11-26, has 500 in its example;
the bounds are ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule

LEAST, MOST = 50, 5000


@rule(
    good="sites: [{name: shop, consent: {default: denied, wait_for_update: 500}}]",
    bad="sites: [{name: shop, consent: {default: denied, wait_for_update: 2}}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for site in project.sites:
        wait = site.consent.wait_for_update if site.consent is not None else None
        if wait is not None and wait != 0 and not LEAST <= wait <= MOST:
            message = f'tags of site "{site.name}" wait {wait} milliseconds for a choice, expected {LEAST} to {MOST}'
            help = f"write {wait * 1000} for {wait} seconds" if 0 < wait <= MOST / 1000 else ""
            yield Problem(site.place("consent", "wait_for_update"), message, help=help)
