"""Every environment that has an id of its own has a domain.

Which account a page belongs to is looked up by its host name. The staging account of a destination is never used while
no domain is declared for staging: on the test site no tag fires, so nobody can try anything out before it is live.

Remedy: add the domain under the site's `domains`, or take the id out.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.report import Related
from govern.rules import Problem, rule

DESTINATION = (
    "destinations: [{name: meta, platform: meta, site: shop, id: {production: '1234567890', staging: '9876543210'}}]"
)


@rule(
    good=f"""
sites: [{{name: shop, domains: {{production: [www.shop.example], staging: [test.shop.example]}}}}]
{DESTINATION}
""",
    bad=f"""
sites: [{{name: shop, domains: {{production: [www.shop.example]}}}}]
{DESTINATION}
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for destination in project.destinations:
        site = project.site_by_name.get(destination.site or "")
        if site is None or not any(site.domains.values()) or not isinstance(destination.id, dict):
            continue
        missing = [environment for environment in destination.id if not site.domains.get(environment)]
        for environment in missing if len(missing) < len(destination.id) else ():
            message = f'destination "{destination.name}" has an id for {environment}, for which site "{site.name}" has no domain'
            related = (Related("the site's domains", site.place("domains")),)
            yield Problem(destination.place("id", environment), message, related, "add the domain, or take the id out")
