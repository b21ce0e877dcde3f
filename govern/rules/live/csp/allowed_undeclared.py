"""A page allows nothing that nobody declared.

The declared policy is what somebody thought about; what the site serves beyond it was added in a hurry, or by somebody
else. A script from one host more reads everything on the page, and a beacon to one host more takes it away. Both
policies are asked the same questions, so that `https://a.example` for `a.example` is not a difference; of hosts that belong
to declared destinations nothing is said, whatever the directive. A hash lets one text in the page run, and somebody wrote
that text: those of scripts are declared under `hashes`, those of styles are not asked about.

Remedy: take the source out of the served policy, or declare it under `extra` with the reason and who answers for it. A
restriction that is gone, such as `object-src` or `base-uri`, goes back in.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.compare import Difference
from govern.csp.known import is_vendors
from govern.csp.pages import Page, declared_for, held_against_declared, pages
from govern.csp.policy import FALLBACK, NOT_ELSEWHERE, NOT_IN_META
from govern.csp.source import parse_source
from govern.csp.told import what_it_lets_in
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  sites: [{name: shop, domains: {production: [www.shop.example]}}]
  csp: [{site: shop, mode: enforce, inline: none, base: {default-src: ["'self'"], object-src: ["'none'"]}}]
"""
HASHES = 2
"""So many hashes are shown."""

HARMLESS = frozenset({"img-src", "font-src", "media-src", "style-src", "style-src-elem", "manifest-src"})


@rule(
    good=f"{SPECS}csp: default-src 'self'; object-src 'none'",
    bad=f"{SPECS}csp: default-src 'self' https://evil.example; object-src 'none'",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for page in pages(project):
        policy = declared_for(project, page)
        found = held_against_declared(project, page) if policy is not None else ()
        if found and restricts_nothing(page):
            yield all_open(page, found)
            found = tuple(one for one in found if one.directive in NOT_ELSEWHERE)
        if hashes := [one.source for one in found if one.side == "right" and is_script_hash(one)]:
            yield by_hash(page, hashes)
        for one in found:
            if one.side == "right" and not is_expected(project, one) and not is_elsewhere(page, one):
                declared = "which nobody declared" if one.source else f"though the specs declare {one.stopped_by}"
                said = f"{what_it_lets_in(one)}, {declared}"
                subject = f"{page.file}\n{page.url}\n{one.directive} {one.source}"
                help = "take it out, or declare it under extra"
                yield Problem(page.place, said, help=help if one.source else "put it back", subject=subject)


def restricts_nothing(page: Page) -> bool:
    """Whether no policy that counts says where anything is loaded from."""
    counted = page.served_as("enforce") or page.served_as("report")
    return not any(directive.name in FALLBACK for policy in counted for directive in policy.directives)


def all_open(page: Page, found: tuple[Difference, ...]) -> Problem:
    """One thing to say where a policy is there and loads whatever there is."""
    absent = (one.stopped_by for one in found if one.side == "right" and one.directive not in NOT_ELSEWHERE)
    listed = ", ".join(sorted(dict.fromkeys(filter(None, absent))))
    message = f"the policy restricts nothing that is loaded, scripts least of all, and the declared one has {listed}"
    return Problem(page.place, message, help="serve the declared policy", subject=f"{page.file}\n{page.url}\nall")


def is_script_hash(difference: Difference) -> bool:
    """Whether what is let in is the text of a script."""
    return difference.directive == "script-src-elem" and parse_source(difference.source).kind == "hash"


def by_hash(page: Page, hashes: list[str]) -> Problem:
    """All hashes of scripts that nobody declared: whoever builds the page writes many at once."""
    many = len(hashes) > 1
    shown = ", ".join(hashes[:HASHES]) + (f" and {len(hashes) - HASHES:,} more" if len(hashes) > HASHES else "")
    message = (
        f"the policy lets in the inline script{'s' * many} with the hash{'es' * many} {shown}, which nobody declared"
    )
    help = f"take {'them' if many else 'it'} out, or declare {'them' if many else 'it'} under hashes"
    return Problem(page.place, message, help=help, subject=f"{page.file}\n{page.url}\nhashes")


def is_expected(project: Project, difference: Difference) -> bool:
    """Whether what is let in belongs to a declared destination or to the site, or is written in the page. Plugins run
    scripts, so even the site's own, such as a file that somebody uploaded, are not expected."""
    source = parse_source(difference.source)
    if source.kind == "host" and source.host != "*":
        return is_vendors(project, source.host)
    is_own = source.kind in ("nonce", "hash") or (source.word == "'self'" and "plugins" not in difference.what)
    inside = source.kind == "scheme" and source.scheme in ("data", "blob")
    return is_own or (inside and difference.directive in HARMLESS)


def is_elsewhere(page: Page, difference: Difference) -> bool:
    """Whether what is absent cannot stand in a page, and may stand in a header that was not seen."""
    return difference.directive in NOT_IN_META and all(one.carrier == "meta" for one in page.served)
