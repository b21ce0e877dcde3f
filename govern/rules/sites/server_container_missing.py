"""A site whose events a server container sends, names that container.

A destination with `server` is sent to by the site's server container, unless it says `sender: backend`. Where the site names
only its web container, no tag is derived and no back end sends: the server's half of the conversions never arrives, and
the dashboard shows what ad blockers leave of the browser's.

Remedy: name the container (`containers: {web: GTM-..., server: GTM-...}`), or write `sender: backend` at the destination.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.derive.carried import site_of
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.mappings import routed

SPECS = """
destinations: [{name: meta, platform: meta, site: shop, id: '1234567890123456', server: {token: capi}}]
events: [{name: lead, event_id: 'l_{nr}', parameters: [{name: nr, type: string}]}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server]}]
"""


@rule(
    good="sites: [{name: shop, containers: {web: GTM-ABC1234, server: GTM-SRV1234}}]" + SPECS,
    bad="sites: [{name: shop, containers: {web: GTM-ABC1234}}]" + SPECS,
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    said = set()
    for mapping, event, destination in routed(project):
        site, server = site_of(project, destination, event), destination.server
        if "server" not in mapping.via or server is None or server.sender != "gtm" or site is None:
            continue
        only_web = site.containers is not None and site.containers.web and not site.containers.server
        if only_web and site.name not in said:
            said.add(site.name)
            message = (
                f'site "{site.name}" names no server container, and destination "{destination.name}" is sent to by one'
            )
            related = (Related("such as by this mapping", mapping.place("via")),)
            help = "name it, or write sender: backend at the destination"
            yield Problem(site.place("containers"), message, related, help)
