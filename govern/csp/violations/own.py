"""What a project has to do with a violation: whose host it is, whose code, and which change would mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.regex import regex
from govern.csp.match import host_matches
from govern.csp.needs import hosts, products, told_by_browser
from govern.csp.reasons import reasons
from govern.csp.source import parse_source
from govern.csp.violations.report import Violation
from govern.platforms import Platform, platform, platforms

if TYPE_CHECKING:
    from govern.project import Project

ELEMENTS = {
    "script-src-elem": "script-src", "script-src-attr": "script-src", "style-src-elem": "style-src",
    "style-src-attr": "style-src",
}  # fmt: skip
HOST = regex(r"[a-z]+://(\[[^\]]*\]|[^/?#:]+)")
SHORTEST = 12
"""A shorter sample stands in anybody's code."""

Needed = tuple[str, str, str]
"""Directive, source, and who needs it."""


class Own:
    """What is declared, asked for many violations. Without a project nothing is."""

    def __init__(self, project: Project | None) -> None:
        self.is_project = project is not None
        self.is_declared = project is not None and bool(project.policies)
        self.needed = needed(project) if project is not None else ()
        self.texts = texts(project) if project is not None else {}
        self.ids = ids(project) if project is not None else frozenset()
        self.vendors = tuple(vendor_hosts(project))

    def who(self, host: str) -> str:
        """Who needs a host; empty where nobody who is declared does."""
        return next((who for _, source, who in self.needed if covers(source, host)), "")

    def vendor(self, host: str) -> str:
        """The platform that a host belongs to by the facts about it."""
        return next((name for source, name in self.vendors if covers(source, host)), "")

    def stranger(self, blocked: str) -> str:
        """The ID in an address of Tag Manager, where it is not one of those that are declared; of accounts only where some are."""
        id = blocked.partition("?id=")[2]
        same = [known for known in self.ids if known.partition("-")[0] == id.partition("-")[0]]
        is_ours = self.is_project and (same or id.startswith("GTM-"))
        return id if id and is_ours and id not in same else ""

    def code(self, sample: str) -> str:
        """The file of the specs in which a sample stands."""
        if len(sample.strip()) < SHORTEST:
            return ""
        return next((file for file, text in self.texts.items() if sample in text), "")

    def change(self, one: Violation) -> str:
        """What would mend it: the narrowest source that the facts name for the directive, never the raw address."""
        name = ELEMENTS.get(one.directive, one.directive)
        found = HOST.match(one.blocked)
        if found is None:
            return "give the script a nonce, or write its hash under hashes"
        host = found[1]
        fitting = sorted(
            (source for directive, source, _ in self.needed if directive == name and covers(source, host)),
            key=lambda source: ("*" in source, source),
        )
        if fitting and self.is_declared:
            return f"serve the declared policy, which has {fitting[0]} in {name}"
        if fitting:
            return f"add {fitting[0]} to {name}"
        scheme = one.blocked.partition(":")[0]
        return f"if it is meant, write {scheme}://{host} in {name} under extra: no fact says that it is needed there"


def needed(project: Project) -> tuple[Needed, ...]:
    """Every source that a policy has, or should have, and who needs it."""
    found: list[Needed] = []
    for policy in project.policies:
        found.extend((one.directive, one.source, one.who) for one in reasons(project, policy) if one.who != "base")
    if not project.policies:
        for destination, known in told_by_browser(project, None):
            found.extend(
                (*one, f'destination "{destination.name}"') for product in products(known) for one in hosts(product)
            )
    return tuple(dict.fromkeys(found))


def covers(source: str, host: str) -> bool:
    """Whether a source names a host, or what is below its domain."""
    pattern = parse_source(source).host
    return pattern not in ("", "*") and (pattern == host or host_matches(pattern, host))


def vendor_hosts(project: Project | None) -> list[tuple[str, str]]:
    """The hosts that facts name, with the platform's name."""
    keys = project.platform_keys() if project is not None else platforms()
    known: list[Platform] = [one for key in keys if (one := project.platform(key) if project else platform(key))]
    return [(source, one.name) for one in known for product in products(one) for _, source in hosts(product)]


def ids(project: Project) -> frozenset[str]:
    """The IDs that addresses of Tag Manager may have: containers and Google's accounts."""
    found: set[str] = set()
    for site in project.sites:
        containers = site.containers
        found |= {id for id in (containers.web, containers.server) if id} if containers is not None else set()
    for destination in project.destinations:
        listed = destination.id.values() if isinstance(destination.id, dict) else (destination.id,)
        found |= {str(id).partition("/")[0] for id in listed if id}
    return frozenset(found)


def texts(project: Project) -> dict[str, str]:
    """The code that stands beside the specs, by file."""
    return {file: raw.decode("utf-8", "replace") for file, raw in sorted(project.side_files.items())}
