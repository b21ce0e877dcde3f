"""A page whose declared policy reports violations serves where they go.

Without `report-uri` or `report-to` the browser tells nobody what it blocked: a tag that stops working after a change of
the policy is noticed in the figures, weeks later.

Remedy: serve `report-uri` (all browsers) beside `report-to` with a `Reporting-Endpoints` header.

Source: https://developer.mozilla.org/docs/Web/HTTP/Headers/Content-Security-Policy/report-to, checked 2026-11-30.
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
  csp: [{site: shop, mode: enforce, inline: none, report_to: https://csp.shop.example/report}]
"""


@rule(
    good=f"{SPECS}csp: default-src 'self'; report-uri https://csp.shop.example/report",
    bad=f"{SPECS}csp: default-src 'self'",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for page in pages(project):
        policy = declared_for(project, page)
        if policy is None or policy.report_to is None or any(one.carrier == "meta" for one in page.served):
            continue
        found = [one.policy for one in page.served if one.disposition != "none"]
        if found and not any(one.directive(name) for one in found for name in ("report-uri", "report-to")):
            message = f'the policy reports to nobody, and site "{policy.site}" declares where reports go'
            related = (Related("declared here", policy.place("report_to")),)
            yield Problem(page.place, message, related, "add report-uri", subject=f"{page.file}\n{page.url}")
