"""What a site tries out, report-only, is what is declared to be tried out.

The reports of a trial say what will break on the day it is enforced. A trial that is not served brings none, and silence is taken
for a good sign; one that is served in another form says what another policy would break.

Remedy: serve the second header that `govern render csp` writes, or write `trial` as it is served.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.csp.pages import Page, declared_for, held_against_trial, lacks_trial, pages
from govern.csp.told import what_it_lets_in
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  sites: [{name: shop, domains: {production: [www.shop.example]}}]
  csp: [{site: shop, mode: enforce, inline: none, trial: {base: {default-src: ["'none'"]}}}]
"""
SHOWN = 3


@rule(
    good=f"{SPECS}csp: \"HTTP/2 200\\nContent-Security-Policy: default-src 'self'\\nContent-Security-Policy-Report-Only: default-src 'none'\"",
    bad=f"{SPECS}csp: \"HTTP/2 200\\nContent-Security-Policy: default-src 'self'\"",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for page in pages(project):
        policy = declared_for(project, page)
        if policy is None or policy.trial is None:
            continue
        related = (Related("declared here", policy.place("trial")),)
        subject = f"{page.file}\n{page.url}\ntrial"
        if lacks_trial(project, page):
            message = f'site "{policy.site}" tries out a policy, and the page has no header that only reports'
            yield Problem(page.place, message, related, "serve the second header", subject=subject)
        elif said := differs(project, page):
            more = f" and {len(said) - SHOWN} more" if len(said) > SHOWN else ""
            message = f"what is only reported is not what is declared to be tried out: {'; '.join(said[:SHOWN])}{more}"
            yield Problem(page.place, message, related, "serve what is declared", subject=subject)


def differs(project: Project, page: Page) -> list[str]:
    """The differences, first what is let in and not declared."""
    found = held_against_trial(project, page)
    wider = [what_it_lets_in(one) for one in found if one.side == "right"]
    gone = [f"{one.directive} does not let in {one.source or one.example}" for one in found if one.side == "left"]
    return wider + gone
