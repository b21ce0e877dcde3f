"""A policy names hosts, not patterns of hosts.

`https:` or `*` lets a script from anywhere send what it reads on the page to anywhere: the policy is there and stops
nothing. `https://*.vendor.example` trusts every host below the domain, those that the vendor rents out included.

Remedy: name the hosts. A vendor that rotates host names gets an ignore comment, with a reason and a day to look again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.project import Project
from govern.report import Place
from govern.rules import Problem, rule

SCHEMES = frozenset({"https:", "http:", "wss:", "ws:"})
HOSTS = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?\*(?:\.(?P<domain>[^/:]+))?(?P<port>:[0-9*]+)?(?:/.*)?", re.IGNORECASE)
PORTS = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?P<host>[^/:*]+):\*(?:/.*)?", re.IGNORECASE)


@rule(
    good="csp: [{site: shop, extra: [{directive: img-src, source: https://cdn.vendor.example}]}]",
    bad="csp: [{site: shop, extra: [{directive: img-src, source: 'https://*.vendor.example'}]}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for place, directive, source in sources(project):
        allowed = what_it_allows(source)
        if allowed:
            yield Problem(place, f'source "{source}" in {directive} allows {allowed}')


def sources(project: Project) -> Iterator[tuple[Place, str, str]]:
    """Every source that the specs write: the place, the directive, the source."""
    for policy in project.policies:
        for directive, listed in policy.base.items():
            for position, source in enumerate(listed):
                yield policy.place("base", directive, position), directive, source
        for position, extra in enumerate(policy.extra):
            yield policy.place("extra", position, "source"), extra.directive, extra.source


def what_it_allows(source: str) -> str:
    """What a source with a wildcard allows; empty for one without."""
    source = source.strip()
    if source.lower() in SCHEMES:
        return f"every host over {source[:-1]}"
    if "*" not in source:
        return ""
    if (hosts := HOSTS.fullmatch(source)) is not None:
        return f"every host below {hosts['domain']}" if hosts["domain"] else "every host"
    ports = PORTS.fullmatch(source)
    return f"every port of {ports['host']}" if ports else ""
