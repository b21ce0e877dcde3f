"""What a policy declares is what the site serves.

Somebody declared the review widget's host and gave a reason, or a destination that asks a domain of each country; the
served policy does not let it through, so it is blocked, or the declaration is older than the site. Of hosts without which
hits are lost csp/missing-host speaks.

Remedy: render and serve the policy again, or take the source out of the specs. `govern csp why HOST` says what needs it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.csp.blocked import blocked, carried, platforms_used, stopped_needs
from govern.csp.compare import Difference
from govern.csp.needs import Need, derived
from govern.csp.pages import Page, declared_for, held_against_declared, pages
from govern.csp.policy import Policy
from govern.csp.source import parse_source
from govern.csp.written import Written, written
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.sections.csp import Csp

SPECS = """
specs:
  sites: [{name: shop, domains: {production: [www.shop.example]}}]
  csp:
    - site: shop
      mode: enforce
      inline: none
      base: {default-src: ["'self'"]}
      extra: [{directive: img-src, source: https://reviews.example, reason: reviews, owner: web}]
"""
SHOWN = 4


@rule(
    good=f"{SPECS}csp: default-src 'self'; img-src 'self' https://*.reviews.example https://reviews.example",
    bad=f"{SPECS}csp: default-src 'self'",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for page in pages(project):
        policy = declared_for(project, page)
        if policy is None:
            continue
        yield from own(project, page, policy)
        if page.served_as("enforce"):
            said = {one for served in page.served_as("enforce") for one in said_otherwise(project, served)}
            stopped = stopped_needs(project, page, policy, said)
            if stopped:
                yield needed(page, stopped)


def own(project: Project, page: Page, policy: Csp) -> Iterator[Problem]:
    """The sources that the specs write and the page does not let through."""
    for one in held_against_declared(project, page):
        if one.side != "left" or not is_own(project, policy, one):
            continue
        stopped = one.stopped_by or one.directive
        message = f"{stopped} does not let through {one.source}, which is declared in {one.directive}"
        related = tuple(Related("declared here", source.place) for source in declarations(policy, one))
        subject = f"{page.file}\n{page.url}\n{one.directive} {one.source}"
        yield Problem(page.place, message, related, "serve the declared policy", subject=subject)


def is_own(project: Project, policy: Csp, difference: Difference) -> bool:
    """Whether the specs write the source themselves, and no destination needs it."""
    word = parse_source(difference.source).word
    needed = any(word == other for _, other in derived(project, policy))
    return parse_source(difference.source).kind == "host" and not needed and bool(declarations(policy, difference))


def declarations(policy: Csp, difference: Difference) -> list[Written]:
    """Where the specs write the source."""
    word = parse_source(difference.source).word
    return [source for source in written(policy) if parse_source(source.source.strip()).word == word][:1]


def said_otherwise(project: Project, served: Policy) -> Iterator[tuple[str, str]]:
    """What csp/missing-host says of a policy, directives with addresses, and csp/noscript-frame-blocked."""
    yield "frame-src", "https://www.googletagmanager.com"
    for platform in filter(None, map(project.platform, platforms_used(project))):
        for name, urls in blocked(served, platform, carried(project, platform)).items():
            yield from ((name, url) for url in urls)


def needed(page: Page, stopped: dict[str, list[Need]]) -> Problem:
    """What is blocked of all that is declared: the page's policy is older than the specs, which is one thing to mend."""
    listed = [one for needs in stopped.values() for one in by_source(needs)]
    shown = ", ".join(listed[:SHOWN]) + (f" and {len(listed) - SHOWN} more" if len(listed) > SHOWN else "")
    message = f"the served policy does not let through {shown}, which {among(list(stopped))}"
    related = tuple(
        Related(f"{', '.join(by_source(needs))}: {needs[0].reason}", needs[0].place) for needs in stopped.values()
    )
    return Problem(
        page.place, message, related, "serve the declared policy", subject=f"{page.file}\n{page.url}\nneeded"
    )


def among(things: list[str]) -> str:
    """Who needs it."""
    if len(things) == 1:
        return f"{things[0]} needs"
    named = things[:2] if len(things) > 3 else things[:-1]
    last = f"{len(things) - 2} others" if len(things) > 3 else things[-1]
    return f"{', '.join(named)} and {last} need"


def by_source(needs: list[Need]) -> list[str]:
    """Each source once, with the directives that should have it."""
    found: dict[str, list[str]] = {}
    for need in needs:
        found.setdefault(need.source, []).append(need.directive)
    return [f"{source} in {' and '.join(dict.fromkeys(names))}" for source, names in found.items()]
