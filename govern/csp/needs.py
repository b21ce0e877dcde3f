"""What a policy has to let through for what is declared: the hosts of a site's web container and of its destinations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.core.report import Place
from govern.csp.source import parse_source
from govern.platforms import Platform
from govern.platforms.google_domains import PLACEHOLDER, ending
from govern.spec.sections.csp import Csp
from govern.spec.sections.destinations import Destination

if TYPE_CHECKING:
    from govern.project import Project


class Need(Record):
    """A source that is added for something declared: `what` names it for messages, `place` is where it stands."""

    directive: str
    source: str
    what: str
    place: Place


def needs(project: Project, policy: Csp) -> tuple[Need, ...]:
    """What a policy gets for the site's web container and for each destination with a browser leg."""
    found: list[Need] = []
    site = project.site_by_name.get(policy.site)
    gtm = project.platform("gtm")
    if site is not None and site.containers is not None and site.containers.web is not None and gtm is not None:
        place, by_host = site.place("containers", "web"), policy.inline != "nonce"
        found.extend(Need(name, source, "Tag Manager", place) for name, source in host_sources(gtm, by_host))
    for destination, platform in told_by_browser(project, policy.site):
        what = f'destination "{destination.name}"'
        countries = site.countries if site is not None else ()
        sources = host_sources(platform, countries=countries)
        found.extend(Need(name, source, what, destination.place()) for name, source in sources)
    return tuple(found)


def derived(project: Project, policy: Csp) -> dict[tuple[str, str], Need]:
    """The same by directive and source, the first need of each."""
    return {(need.directive, parse_source(need.source).word): need for need in reversed(needs(project, policy))}


def told_by_browser(project: Project, site: str | None) -> Iterator[tuple[Destination, Platform]]:
    """The destinations at known platforms that the pages of a site send to; of all sites where none is named."""
    for destination in project.destinations:
        platform = project.platform(destination.platform)
        if platform is not None and destination.browser and (site is None or destination.site in (site, None)):
            yield destination, platform


def directives_of(
    platform: Platform, by_host: bool = False, countries: tuple[str, ...] = (), parts: tuple[str, ...] = ("hits",)
) -> dict[str, tuple[str, ...]]:
    """The sources of a platform's main product by directive, the first in the facts, and of what it needs besides; on
    request those of Tag Manager for pages without a nonce, where its script has to be let in by its host."""
    verified = [product for product in platform.csp if product.verified]
    main = next((one for one in verified if one.discouraged == by_host and not one.part), None)
    found: dict[str, list[str]] = {}
    for product in (main, *(one for one in verified if one.part in parts and one.part)):
        for name, sources in product.directives.items() if product is not None else ():
            found.setdefault(name, []).extend(one for source in sources for one in expanded(source, countries))
    return {name: tuple(dict.fromkeys(sources)) for name, sources in found.items()}


def expanded(source: str, countries: tuple[str, ...]) -> tuple[str, ...]:
    """A source, once for each country where its domain is another in each."""
    if PLACEHOLDER not in source:
        return (source,)
    return tuple(source.replace(PLACEHOLDER, end) for country in countries if (end := ending(country)))


def host_sources(
    platform: Platform, by_host: bool = False, countries: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """Each directive with each of its hosts, those included without which something beside the hits is lost. What has a
    placeholder, such as an account's own domain, is none and left out."""
    for name, listed in directives_of(platform, by_host, countries, ("hits", "beside")).items():
        yield from ((name, source) for source in listed if parse_source(source).kind == "host")


def asks_by_country(project: Project, policy: Csp) -> Iterator[Destination]:
    """The destinations whose platform asks a domain of the visitor's country, where the site names no countries."""
    site = project.site_by_name.get(policy.site)
    if site is None or site.countries:
        return
    for destination, platform in told_by_browser(project, policy.site):
        if directives_of(platform, countries=("ES",)) != directives_of(platform):
            yield destination


def left_out(project: Project, policy: Csp) -> Iterator[Need]:
    """What destinations may need by facts that rest on one source: it is not added, and whoever deploys the policy is told."""
    for destination, platform in told_by_browser(project, policy.site):
        listed = directives_of(platform, parts=("hits", "beside"))
        for product in platform.csp:
            for name, sources in product.directives.items() if not product.verified else ():
                what = f'destination "{destination.name}"'
                fresh = (source for source in sources if source not in listed.get(name, ()))
                yield from (Need(name, source, what, destination.place()) for source in fresh)
