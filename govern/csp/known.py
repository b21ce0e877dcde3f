"""Which hosts belong to whom: those of the destinations that a project declares, by the facts about their platforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.csp.match import host_matches
from govern.csp.needs import products
from govern.csp.source import parse_source

if TYPE_CHECKING:
    from govern.project import Project


@memo
def vendors_hosts(project: Project) -> frozenset[str]:
    """The hosts, some of them patterns, that the facts name for the platforms of declared destinations and Tag Manager."""
    keys = {"gtm", *(destination.platform for destination in project.destinations)}
    found = set()
    for platform in filter(None, map(project.platform, sorted(keys))):
        for product in platform.csp:
            for sources in product.directives.values():
                found |= {host for host in (parse_source(source).host for source in sources) if host}
    return frozenset(found)


@memo
def hosts_of_scripts(project: Project) -> frozenset[str]:
    """The hosts, some of them patterns, from which declared destinations and declared containers load scripts."""
    keys = {destination.platform for destination in project.destinations}
    keys |= {"gtm" for site in project.sites if site.containers is not None and site.containers.web is not None}
    found = set()
    for platform in filter(None, map(project.platform, sorted(keys))):
        for product in products(platform, by_host=platform.key == "gtm"):
            found |= {parse_source(source).host for source in product.directives.get("script-src", ())}
    return frozenset(found)


def is_vendors(project: Project, host: str) -> bool:
    """Whether a host, or all that are below a pattern of a source, belongs to a declared destination."""
    name = host.removeprefix("*.")
    return any(host == known or host_matches(known, name) for known in vendors_hosts(project))
