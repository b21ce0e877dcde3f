"""The web container and the server container are two.

A container is made for one of the two, so an id that stands in both places is wrong in one: either the page loads no
tags, or the server does not start. The channel that depends on it shows nothing.

Remedy: write the id of the server container under `server`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="sites: [{name: shop, containers: {web: GTM-ABC1234, server: GTM-SRV1234}}]",
    bad="sites: [{name: shop, containers: {web: GTM-ABC1234, server: GTM-ABC1234}}]",
)
def check(project: Project) -> Iterator[Problem]:
    web = {site.containers.web: site for site in project.sites if site.containers and site.containers.web}
    for site in project.sites:
        id = site.containers.server if site.containers is not None else None
        other = web.get(id) if id is not None else None
        if other is not None:
            web_of = "its web container" if other is site else f'the web container of site "{other.name}"'
            message = f'"{id}" is the server container of site "{site.name}" and {web_of}'
            related = (Related("the web container is here", other.place("containers", "web")),)
            yield Problem(site.place("containers", "server"), message, related, "write the server container's own id")
