"""What a policy has to let through for what is declared, each source with the reason that it is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Place
from govern.csp.source import parse_source
from govern.platforms import Platform
from govern.platforms.facts import CspProduct
from govern.platforms.google_domains import PLACEHOLDER, ending
from govern.spec.sections.csp import Csp
from govern.spec.sections.destinations import Destination
from govern.spec.sections.sites import Site

if TYPE_CHECKING:
    from govern.project import Project

ENDPOINT = regex(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?")
FIRST_PARTY = ("script-src", "connect-src", "img-src", "frame-src")
"""What a server container on a first-party domain serves: scripts, the end points of hits, and a frame for its worker."""

CARRIED = frozenset({"https://*.google-analytics.com", "https://*.analytics.google.com"})
"""Where Analytics sends hits, unless the site's server container takes them."""

ACCOUNT = "<FLOODLIGHT-CONFIG-ID>"
"""What the facts write for the number of an account in a host."""


class Need(Record):
    """A source that is added for something declared: `what` names it for messages, `place` is where it stands.

    `reason` says what is lost without it, `note` what is known besides, `evidence` where that was read; of what is not `verified` one source tells, or
    none that could be read. What is not `certain` may be needed: a template may load from there, code asks in one way or another.
    """

    directive: str
    source: str
    what: str
    place: Place
    reason: str = ""
    note: str = ""
    evidence: tuple[str, ...] = ()
    verified: bool = True
    certain: bool = True


def wanted(project: Project, policy: Csp) -> tuple[Need, ...]:
    """What a policy should get for the site's web container, its own endpoint and each destination with a browser leg,
    what rests on unverified facts included."""
    return wanted_at(project, policy.site, policy.inline != "nonce", policy.also)


@memo
def wanted_at(project: Project, name: str, by_host: bool, also: tuple[str, ...]) -> tuple[Need, ...]:
    """The same of a site, worked out once."""
    site = project.site_by_name.get(name)
    return (
        *of_tag_manager(project, site, by_host, also),
        *of_endpoint(site),
        *of_destinations(project, name, site, also),
    )


def needs(project: Project, policy: Csp) -> tuple[Need, ...]:
    """What a policy gets: all of it or, where it is `strict`, what rests on verified facts."""
    return tuple(need for need in wanted(project, policy) if need.verified or not policy.strict)


def derived(project: Project, policy: Csp) -> dict[tuple[str, str], Need]:
    """The same by directive and source, the first need of each."""
    return {(need.directive, parse_source(need.source).word): need for need in reversed(needs(project, policy))}


def of_tag_manager(project: Project, site: Site | None, by_host: bool, also: tuple[str, ...]) -> Iterator[Need]:
    """The site's web container: by its host where no nonce lets it in, and Preview mode where that is asked for."""
    gtm = project.platform("gtm")
    if site is None or site.containers is None or site.containers.web is None or gtm is None:
        return
    place = site.place("containers", "web")
    for product in products(gtm, by_host, also):
        reason = "Preview mode" if product.when else told(gtm, product)
        yield from each(product, "Tag Manager", place, reason)


def of_endpoint(site: Site | None) -> Iterator[Need]:
    """The site's own endpoint for tags."""
    found = ENDPOINT.match(site.first_party or "") if site is not None else None
    if found is not None and site is not None:
        for name in FIRST_PARTY:
            reason = "the site's server container answers there"
            yield Need(name, found[0], "the first-party endpoint", site.place("first_party"), reason)


def of_destinations(project: Project, name: str, site: Site | None, also: tuple[str, ...]) -> Iterator[Need]:
    """Each destination with a browser leg, without the hosts of hits that the site's own endpoint takes."""
    countries = site.countries if site is not None else ()
    for destination, platform in told_by_browser(project, name):
        what, place = f'destination "{destination.name}"', destination.place()
        for product in products(platform, also=also):
            for need in each(product, what, place, told(platform, product), countries):
                if not (is_carried(site, platform) and need.source in CARRIED):
                    yield need


def is_carried(site: Site | None, platform: Platform) -> bool:
    """Whether the site's server container takes the hits of a platform: derived tags send those of Analytics there."""
    if platform.key != "ga4" or site is None or site.containers is None:
        return False
    return bool(site.first_party and site.containers.server and site.containers.web)


def told(platform: Platform, product: CspProduct) -> str:
    """Why a product's sources are there."""
    if product.when:
        return f"{platform.name} with {product.when.replace('_', ' ')}"
    lost = {"hits": "without it hits are lost", "beside": "without it something beside the hits is lost"}
    return lost.get(product.part, "the container itself" if platform.key == "gtm" else f"the tag of {platform.name}")


def told_by_browser(project: Project, site: str | None) -> Iterator[tuple[Destination, Platform]]:
    """The destinations at known platforms that the pages of a site send to; of all sites where none is named."""
    for destination in project.destinations:
        platform = project.platform(destination.platform)
        if platform is not None and destination.browser and (site is None or destination.site in (site, None)):
            yield destination, platform


def products(
    platform: Platform, by_host: bool = False, also: tuple[str, ...] = (), parts: tuple[str, ...] = ("hits", "beside")
) -> Iterator[CspProduct]:
    """The main product, the first in the facts; what is needed besides; what was asked for; and what is not verified. On
    request the main one of Tag Manager for pages without a nonce, where its script has to be let in by its host."""
    verified = [product for product in platform.csp if product.verified]
    main = next((one for one in verified if one.discouraged == by_host and not (one.part or one.when)), None)
    if main is not None:
        yield main
    yield from (one for one in verified if one.part and one.part in parts)
    yield from (one for one in verified if one.when and one.when in also)
    yield from (one for one in platform.csp if not one.verified)


def each(
    product: CspProduct,
    what: str,
    place: Place,
    reason: str,
    countries: tuple[str, ...] = (),
    account: str = "",
) -> Iterator[Need]:
    """The hosts of a product. An account's own domain is that of the `account` or, where it is not known, of any."""
    evidence = product.source if isinstance(product.source, tuple) else (product.source,)
    for name, source in hosts(product, countries, account):
        yield Need(name, source, what, place, reason, product.note, tuple(filter(None, evidence)), product.verified)


def hosts(product: CspProduct, countries: tuple[str, ...] = (), account: str = "") -> Iterator[tuple[str, str]]:
    """Each directive of a product with each of its hosts."""
    own = account.removeprefix("DC-")
    for name, sources in product.directives.items():
        for source in (one for given in sources for one in expanded(given, countries)):
            source = source.replace(ACCOUNT, own if own.isascii() and own.isdecimal() else "*")
            if parse_source(source).kind in ("host", "scheme"):
                yield name, source


def directives_of(
    platform: Platform, by_host: bool = False, countries: tuple[str, ...] = (), parts: tuple[str, ...] = ("hits",)
) -> dict[str, tuple[str, ...]]:
    """The verified sources of a platform's main product and of the parts that hits need, by directive."""
    found: dict[str, list[str]] = {}
    for product in products(platform, by_host, parts=parts):
        for name, sources in product.directives.items() if product.verified else ():
            found.setdefault(name, []).extend(one for source in sources for one in expanded(source, countries))
    return {name: tuple(dict.fromkeys(sources)) for name, sources in found.items()}


def expanded(source: str, countries: tuple[str, ...]) -> tuple[str, ...]:
    """A source, once for each country where its domain is another in each."""
    if PLACEHOLDER not in source:
        return (source,)
    return tuple(source.replace(PLACEHOLDER, end) for country in countries if (end := ending(country)))


def host_sources(platform: Platform) -> Iterator[tuple[str, str]]:
    """Each directive with each of its verified hosts, those included without which something beside the hits is lost."""
    for product in products(platform):
        yield from hosts(product) if product.verified else ()


def asks_by_country(project: Project, policy: Csp) -> Iterator[Destination]:
    """The destinations whose platform asks a domain of the visitor's country, where the site names no countries."""
    site = project.site_by_name.get(policy.site)
    if site is None or site.countries:
        return
    for destination, platform in told_by_browser(project, policy.site):
        if directives_of(platform, countries=("ES",)) != directives_of(platform):
            yield destination
