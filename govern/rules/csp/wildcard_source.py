"""A policy names hosts, not patterns of hosts.

`https:` or `*` lets a script from anywhere send what it reads on the page to anywhere: the policy is there and stops
nothing. `https://*.vendor.example` trusts every host below the domain, those that the vendor rents out included. Of
patterns that a declared destination needs, and of hosts beside `'strict-dynamic'`, nothing is said.

Remedy: name the hosts. A vendor that rotates host names gets an ignore comment, with a reason and a day to look again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.csp.needs import derived
from govern.csp.source import parse_source
from govern.csp.tried import to_judge
from govern.csp.written import Written, speaks_for_scripts, written
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.sections.csp import Csp

SCHEMES = frozenset({"https:", "http:", "wss:", "ws:"})
HOSTS = regex(r"(?:[a-z][a-z0-9+.-]*://)?\*(?:\.(?P<domain>[^/:]+))?(?P<port>:[0-9*]+)?(?:/.*)?", re.IGNORECASE)
PORTS = regex(r"(?:[a-z][a-z0-9+.-]*://)?(?P<host>[^/:*]+):\*(?:/.*)?", re.IGNORECASE)

POLICY = """
sites: [{name: shop}]
csp:
  - site: shop
    mode: enforce
    extra: [{directive: img-src, source: %s, reason: reviews, owner: web-team}]
"""


@rule(
    good=POLICY % "https://cdn.vendor.example",
    bad=POLICY % "'https://*.vendor.example'",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for policy in to_judge(project):
        for source in written(policy):
            allowed = what_it_allows(source.source)
            if allowed and not is_settled(project, policy, source):
                message = f'source "{source.source}" in {source.directive} allows {allowed}'
                yield Problem(source.place, message, help="name the hosts that are needed")


def is_settled(project: Project, policy: Csp, source: Written) -> bool:
    """Whether the pattern is added for a destination anyway, means nothing, or is wanted gone by another rule."""
    parsed = parse_source(source.source.strip())
    is_over = "" < source.until < project.today
    is_added = (source.directive, parsed.word) in derived(project, policy)
    return is_over or is_added or parsed.kind == "invalid" or trusts_scripts_alone(policy, source.directive)


def trusts_scripts_alone(policy: Csp, directive: str) -> bool:
    """Whether scripts are let in by nonce or hash and let in others themselves: browsers pass over hosts beside
    `'strict-dynamic'`, which stay for old ones."""
    words = {source.source.lower() for source in written(policy) if source.directive == directive}
    has_nonce_or_hash = policy.inline == "nonce" or (policy.inline == "hash" and bool(policy.hashes))
    return has_nonce_or_hash and "'strict-dynamic'" in words and speaks_for_scripts(policy, directive)


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
