"""Every environment that has an id of its own has a domain.

Which account a page belongs to is looked up by its host name. The staging account of a destination is never used while
no domain is declared for staging: on the test site no tag fires, so nobody can try anything out before it is live.

Remedy: add the domain under the site's `domains`, or take the id out.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.destinations import site_of

CONSENT = "consent: {default: denied}"
DESTINATION = (
    "destinations: [{name: ga4, platform: ga4, site: shop, id: {production: G-ABC1234567, staging: G-DEF1234567}}]"
)


@rule(
    good=f"""
sites: [{{name: shop, domains: {{production: [www.shop.example], staging: [test.shop.example]}}, {CONSENT}}}]
{DESTINATION}
""",
    bad=f"""
sites: [{{name: shop, domains: {{production: [www.shop.example]}}, {CONSENT}}}]
{DESTINATION}
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for destination in project.destinations:
        site = site_of(project, destination)
        if site is None or not any(site.domains.values()) or not isinstance(destination.id, dict):
            continue
        missing = [environment for environment in destination.id if not site.domains.get(environment)]
        for environment in missing if len(missing) < len(destination.id) else ():
            message = f'destination "{destination.name}" has an id for {environment}, for which site "{site.name}" has no domain'
            related = (Related("the site's domains", site.place("domains")),)
            place, cause = destination.place("id", environment), f"{site.name}\n{environment}"
            yield Problem(place, message, related, "add the domain, or take the id out", cause=cause)
