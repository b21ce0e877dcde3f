"""A server container is reached under the site's own domain.

Under a provider's host name the server is a third party: browsers that limit tracking drop its cookies or end them after
seven days, and content blockers know the name. In Safari returning visitors become new ones, which at the dashboard is a
channel that brings nobody back.

Remedy: give the server container a name below the site's own, and write it as `first_party: https://t.shop.example`.

Source: https://developers.google.com/tag-platform/tag-manager/server-side/custom-domain, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule

DESTINATION = "destinations: [{name: meta, platform: meta, site: shop, server: {}}]"


@rule(
    good=f"""
sites: [{{name: shop, containers: {{server: GTM-SRV1234}}, first_party: https://t.shop.example}}]
{DESTINATION}
""",
    bad=f"""
sites: [{{name: shop, containers: {{server: GTM-SRV1234}}}}]
{DESTINATION}
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for site in project.sites:
        if site.first_party or site.containers is None or site.containers.server is None:
            continue
        for destination in project.destinations:
            server = destination.server if destination.site in (site.name, None) else None
            if server is not None and server.sender == "gtm":
                message = f'site "{site.name}" sends through a server container and has no first-party endpoint'
                related = (Related("such as to here", destination.place("server")),)
                yield Problem(site.place("containers", "server"), message, related, "write first_party: https://...")
                break
