"""What the platforms that a site sends to need from a served policy, and what of it the policy blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.csp.ask import CLASSES
from govern.csp.build import needed_by
from govern.csp.match import allows, has_nonce_or_hash, host_matches
from govern.csp.needs import CARRIED, Need, directives_of, is_carried, told_by_browser
from govern.csp.pages import Page, declared_for
from govern.csp.policies import Policies
from govern.csp.policy import Policy
from govern.csp.request import Element, Request
from govern.csp.source import Source, parse_source
from govern.gtm.container import Container
from govern.gtm.tags import constant, firing, text_of
from govern.platforms import Platform
from govern.signals.containers.vendors import vendor_of
from govern.spec.sections.csp import Csp
from govern.spec.sections.sites import Site

if TYPE_CHECKING:
    from govern.project import Project

SITE = "https://www.site.invalid"
"""A page that no vendor's source matches by being the page's own origin."""

ASKED = ("script-src", "connect-src", "img-src", "frame-src")
ENOUGH = {"ga4": ("script-src", "connect-src"), "gtm": ("script-src",)}
"""Platforms whose hits depend on fewer directives than their vendor lists."""

PROBES: dict[tuple[str, str], tuple[str, ...]] = {
    ("connect-src", "*.google-analytics.com"): ("www.google-analytics.com", "region1.google-analytics.com"),
    ("connect-src", "*.analytics.google.com"): (),
    ("connect-src", "*.googletagmanager.com"): (),
}
"""Which hosts below a wildcard are really asked, other than `www`. Analytics sends the hits of European visitors to
region1; analytics.google.com is asked only with Google signals, and googletagmanager.com for nothing that counts."""


def platforms_used(project: Project) -> set[str]:
    """The platforms that the exported web containers and the specs send to from the browser.

    Which site a served policy belongs to is not known: of several sites only what all of them use is asked for.
    """
    sites = [used_at(project, site) for site in project.sites] or [used_at(project, None)]
    return set.intersection(*sites)


def used_at(project: Project, site: Site | None) -> set[str]:
    """The platforms that one site sends to from the browser; everything there is where no site is declared."""
    used = {platform.key for _, platform in told_by_browser(project, site.name if site is not None else None)}
    own = site.containers.web if site is not None and site.containers is not None else None
    is_only = len(project.sites) < 2
    for container in project.live.containers:
        if container.context == "web" and (is_only or container.id == own):
            used |= {"gtm"} | in_container(project, container)
    return used


def in_container(project: Project, container: Container) -> set[str]:
    """The platforms that the tags of a container send to."""
    used = set()
    for name, tag in firing(container).items():
        vendor = vendor_of(project)(container, name)
        if vendor is not None and vendor.key:
            used.add(vendor.key)
        elif tag.get("type") in ("gaawe", "gaawc") or constant(container, text_of(tag, "tagId")).startswith("G-"):
            used.add("ga4")
        elif tag.get("type") in ("awct", "sp", "awud"):
            used.add("google_ads")
    return used


def blocked(policy: Policy, platform: Platform, without: frozenset[str] = frozenset()) -> dict[str, tuple[str, ...]]:
    """What a platform needs and the policy does not let through, by directive. What it is not asked for, `without` counts
    only where the policy names no host of it: one that names some is meant to let hits through."""
    found: dict[str, tuple[str, ...]] = {}
    needs = needs_of(policy, platform)
    for name in ENOUGH.get(platform.key, ASKED):
        if name == "script-src" and trusts_scripts(policy):
            continue
        directive = "script-src-elem" if name == "script-src" else name
        listed = (one for one in needs.get(name, ()) if one not in without or names_some(policy, directive, one))
        urls = [url for source in listed for url in addresses(name, source)]
        stopped = tuple(dict.fromkeys(url for url in urls if not allows(policy, directive, url, SITE)))
        if stopped:
            found[name] = stopped
    return found


def names_some(policy: Policy, directive: str, source: str) -> bool:
    """Whether a policy names a host below a wildcard, or the wildcard itself."""
    speaking, wide = policy.effective(directive), parse_source(source).host
    return speaking is not None and any(
        one.host == wide or host_matches(wide, one.host.removeprefix("*.")) for one in speaking.sources if one.host
    )


def carried(project: Project, platform: Platform) -> frozenset[str]:
    """The hosts of hits that no page asks, since at every site the server container takes them."""
    sites = project.sites
    return CARRIED if sites and all(is_carried(site, platform) for site in sites) else frozenset()


def container_of(project: Project, page: Page) -> Container | None:
    """The live web container of a page."""
    from govern.csp.raw import live_container

    policy = declared_for(project, page)
    return live_container(project, policy.site if policy is not None else "")


def stopped_hosts(project: Project, policies: Policies, container: Container) -> dict[str, list[Need]]:
    """What the tags of a live container load by addresses of their own and policies stop, by tag. Hosts of platforms that are
    used are left out: what these need is asked elsewhere."""
    from govern.csp.raw import live_needs

    found: dict[str, list[Need]] = {}
    used = filter(None, map(project.platform, sorted(platforms_used(project))))
    known = {host for platform in used for host in hosts_of(platform)}
    for need in live_needs(container):
        host = parse_source(need.source).host
        if any(host == one or host_matches(one, host) for one in known):
            continue
        name = "script-src-elem" if need.directive == "script-src" else need.directive
        asked = (Request(name, (url,), element=element_of(name)) for url in addresses(need.directive, need.source))
        if any(not policies.verdict(one).allowed for one in asked):
            found.setdefault(need.what, []).append(need)
    return found


def hosts_of(platform: Platform) -> set[str]:
    """Every host that a platform's facts name for policies."""
    listed = (sources for product in platform.csp for sources in product.directives.values())
    return {host for sources in listed for source in sources if (host := parse_source(source).host)}


def stopped_needs(project: Project, page: Page, policy: Csp, said: set[tuple[str, str]]) -> dict[str, list[Need]]:
    """What a site's policy gets and a page's policies stop, by what needs it. What was `said` otherwise is left out."""
    policies = page.policies(SITE)
    found: dict[str, list[Need]] = {}
    for need in needed_by(project, policy):
        name = "script-src-elem" if need.directive == "script-src" else need.directive
        asked = [Request(name, (url,), element=element_of(name)) for url in addresses(need.directive, need.source)]
        stopped = (one for one in asked if not policies.verdict(one).allowed)
        if need.verified and need.certain and any((need.directive, one.urls[0]) not in said for one in stopped):
            found.setdefault(need.what, []).append(need)
    return found


def element_of(directive: str) -> Element:
    """The element that loads by a directive, such as `img` by `img-src`; empty where none does."""
    element: Element = CLASSES[directive][1] if directive in CLASSES else ""
    return element


def needs_of(policy: Policy, platform: Platform) -> dict[str, tuple[str, ...]]:
    """The sources of the platform's main product; Tag Manager's script needs its host only where no nonce lets it in."""
    by_host = platform.key == "gtm" and not has_nonce_or_hash(script_sources(policy))
    return directives_of(platform, by_host)


def script_sources(policy: Policy) -> tuple[Source, ...]:
    """The sources of script elements."""
    directive = policy.effective("script-src-elem")
    return directive.sources if directive is not None else ()


def trusts_scripts(policy: Policy) -> bool:
    """Whether scripts are let in one by one and let in others themselves, so that hosts do not count."""
    sources = script_sources(policy)
    return has_nonce_or_hash(sources) and any(source.word == "'strict-dynamic'" for source in sources)


def addresses(directive: str, source: str) -> tuple[str, ...]:
    """The addresses that tell whether a policy covers a source; none for sources that are not hosts or not filled in."""
    parsed = parse_source(source)
    if parsed.kind != "host":
        return ()
    hosts = PROBES.get((directive, parsed.host), (parsed.host.replace("*.", "www.", 1),))
    return tuple(f"{parsed.scheme or 'https'}://{host}" for host in hosts)
