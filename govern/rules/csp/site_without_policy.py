"""Where one site has a policy, every site has one.

The shop is protected, the blog on the same domain is not: a script that gets into the blog reads the shop's cookies all
the same. It is usually the site that was added last.

Remedy: write a policy for it, to begin with `mode: report_only` and a `report_to`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule

SHOP = "{name: shop, domains: {production: [www.shop.example]}}"
BLOG = "{name: blog, domains: {production: [blog.shop.example]}}"


@rule(
    good=f"sites: [{SHOP}, {BLOG}]\ncsp: [{{site: shop, mode: enforce}}, {{site: blog, mode: enforce}}]",
    bad=f"sites: [{SHOP}, {BLOG}]\ncsp: [{{site: shop, mode: enforce}}]",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    with_one = {policy.site for policy in project.policies}
    if not project.is_whole("csp"):
        return
    known = [policy for policy in project.policies if policy.site in project.site_by_name]
    for site in project.sites if known else ():
        is_over = site.until is not None and site.until < project.today
        if site.name not in with_one and site.domains.get("production") and not is_over:
            message = f'site "{site.name}" has no policy, site "{known[0].site}" has'
            yield Problem(site.place(), message, (Related("that policy", known[0].place()),), "write one under csp")
