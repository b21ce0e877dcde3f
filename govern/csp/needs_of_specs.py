"""What a site's declared destinations and containers need from its policy, and what the policy itself writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.core.report import Place
from govern.csp.policy import parse_source
from govern.platforms import Platform
from govern.spec.sections.csp import Csp, ExtraSource

if TYPE_CHECKING:
    from govern.project import Project

SCRIPTS = ("script-src", "script-src-elem", "script-src-attr")


class Need(Record):
    """A source that is added for something declared: `what` names it for messages, `place` is where it stands."""

    directive: str
    source: str
    what: str
    place: Place


class Written(Record):
    """A source that the specs write: in `base`, or as an extra one with or without a reason."""

    directive: str
    source: str
    place: Place
    is_extra: bool = False
    reason: str = ""
    until: str = ""


def needs(project: Project, policy: Csp) -> tuple[Need, ...]:
    """What a policy gets for the site's web container and for each destination with a browser leg."""
    found: list[Need] = []
    site = project.site_by_name.get(policy.site)
    gtm = project.platform("gtm")
    if site is not None and site.containers is not None and site.containers.web is not None and gtm is not None:
        place = site.place("containers", "web")
        found.extend(
            Need(name, source, "Tag Manager", place) for name, source in sources(gtm, policy.inline != "nonce")
        )
    for destination in project.destinations:
        platform = project.platform(destination.platform)
        if platform is not None and destination.browser and destination.site in (policy.site, None):
            what = f'destination "{destination.name}"'
            found.extend(Need(name, source, what, destination.place()) for name, source in sources(platform, False))
    return tuple(found)


def derived(project: Project, policy: Csp) -> dict[tuple[str, str], Need]:
    """The same by directive and source, the first need of each."""
    return {(need.directive, parse_source(need.source).word): need for need in reversed(needs(project, policy))}


def sources(platform: Platform, by_host: bool) -> Iterator[tuple[str, str]]:
    """The host sources of a platform's main product, the first in the facts; those for pages without a nonce on request."""
    for product in platform.csp:
        if product.verified and product.discouraged == by_host:
            for name, listed in product.directives.items():
                yield from ((name, source) for source in listed if parse_source(source).kind == "host")
            return


def written(policy: Csp) -> Iterator[Written]:
    """Every source that the specs write, directives in lower case."""
    for name, listed in policy.base.items():
        for position, source in enumerate(listed):
            yield Written(name.lower(), source, policy.place("base", name, position))
    for position, extra in enumerate(policy.extra):
        place, reason = policy.place("extra", position, "source"), (extra.reason or "").strip()
        yield Written(extra.directive.lower(), extra.source, place, True, reason, extra.until or "")


def speaks_for_scripts(policy: Csp, directive: str) -> bool:
    """Whether a directive decides which scripts run; default-src does where no other one is written."""
    has_own = any(name.lower() == "script-src" for name in policy.base)
    return directive in SCRIPTS or (directive == "default-src" and not has_own)


def subject(site: str, extra: ExtraSource) -> str:
    """What tells an extra source from the others of its site."""
    return f"{site}\n{extra.directive}\n{extra.source}"
