"""Which hosts belong to whom: those of the destinations that a project declares, by the facts about their platforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.csp.match import host_matches
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


def is_vendors(project: Project, host: str) -> bool:
    """Whether a host, or all that are below a pattern of a source, belongs to a declared destination."""
    name = host.removeprefix("*.")
    return any(host == known or host_matches(known, name) for known in vendors_hosts(project))
