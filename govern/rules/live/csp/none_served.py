"""A site that declares a policy serves one.

Declared and not served protects nobody: the header was lost with a new server, a cache or a content network, and no
browser says so. An answer with a page and no policy at all is looked for in response headers and in recordings.

Remedy: set the header where pages are served; `govern render csp` writes it for several servers.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.csp.pages import Page, declared_for, pages
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  sites: [{name: shop, domains: {production: [www.shop.example]}}]
  csp: [{site: shop, mode: enforce, inline: none}]
"""


@rule(
    good=f"{SPECS}csp: default-src 'self'",
    bad=SPECS + "csp: |\n  HTTP/2 200\n  content-type: text/html\n",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for page in pages(project):
        policy = declared_for(project, page)
        if policy is not None and all(one.disposition == "none" for one in page.served):
            what = (
                "browsers pass over a report-only policy in a meta element"
                if in_page(page)
                else "the answer carries no policy"
            )
            message = f'{what}, and one is declared for the site "{policy.site}"'
            related = (Related("declared here", policy.place()),)
            yield Problem(page.place, message, related, "serve it", subject=f"{page.file}\n{page.url}")


def in_page(page: Page) -> bool:
    """Whether the page's own text holds what is meant as its policy."""
    return all(one.carrier == "meta" for one in page.served)
