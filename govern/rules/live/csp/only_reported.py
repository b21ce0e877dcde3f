"""A policy that is declared as enforced is served as enforced.

`Content-Security-Policy-Report-Only` blocks nothing: it is meant for the weeks before a policy is enforced, and stays when
nobody comes back to it. Everybody believes that the site is protected.

Remedy: send the same value as `Content-Security-Policy`, or declare `mode: report_only` until it is ready.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.csp.pages import declared_for, pages
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  sites: [{name: shop, domains: {production: [www.shop.example]}}]
  csp: [{site: shop, mode: enforce, inline: none}]
"""


@rule(
    good=f"{SPECS}csp: 'Content-Security-Policy: default-src https:'",
    bad=f"{SPECS}csp: 'Content-Security-Policy-Report-Only: default-src https:'",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for page in pages(project):
        policy = declared_for(project, page)
        if (
            policy is not None
            and policy.mode == "enforce"
            and page.served_as("report")
            and not page.served_as("enforce")
        ):
            message = (
                f'the policy is served as report-only and blocks nothing, and site "{policy.site}" declares it enforced'
            )
            related = (Related("declared here", policy.place("mode")),)
            yield Problem(page.place, message, related, "serve it enforced", subject=f"{page.file}\n{page.url}")
