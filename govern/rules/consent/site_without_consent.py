"""A site with advertising says what holds before a visitor has chosen.

Without a default nobody decided what tags may do until the banner is answered, and each reader of the plan assumes
something else. In the European Economic Area, the United Kingdom and Switzerland what happens then is a breach or a
loss of every visitor who ignores the banner, and the dashboard does not tell which of the two it is.

Remedy: write `consent: {default: denied}` at the site, and the regions in which it may be granted.

Source: https://support.google.com/google-ads/answer/13695607, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.destinations import at_site

DESTINATION = "destinations: [{name: meta, platform: meta, site: shop, consent: [ad_storage]}]"


@rule(
    good=f"""
sites: [{{name: shop, domains: {{production: [www.shop.example]}}, consent: {{default: denied}}}}]
{DESTINATION}
""",
    bad=f"""
sites: [{{name: shop, domains: {{production: [www.shop.example]}}}}]
{DESTINATION}
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for site in project.sites:
        there = at_site(project, site, "advertising") if site.domains.get("production") else []
        if there and site.consent is None:
            names = ", ".join(f'"{destination.name}"' for destination in there[:3])
            message = (
                f'site "{site.name}" has no consent defaults and sends to {names}{" and others" * (len(there) > 3)}'
            )
            related = (Related("such as here", there[0].place()),)
            yield Problem(site.place("consent"), message, related, "write consent: {default: denied}")
