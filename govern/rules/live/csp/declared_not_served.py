"""A source that a policy declares is one that the site serves.

Somebody declared the review widget's host and gave a reason; the served policy does not let it through, so the widget is
blocked, or the declaration is older than the site. Hosts of declared destinations are csp/missing-host's.

Remedy: render and serve the policy again, or take the source out of the specs.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.csp.compare import Difference
from govern.csp.needs import derived
from govern.csp.pages import declared_for, held_against_declared, pages
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


@rule(
    good=f"{SPECS}csp: default-src 'self'; img-src 'self' https://*.reviews.example https://reviews.example",
    bad=f"{SPECS}csp: default-src 'self'",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for page in pages(project):
        policy = declared_for(project, page)
        for one in held_against_declared(project, page) if policy is not None else ():
            if policy is None or one.side != "left" or not is_own(project, policy, one):
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
