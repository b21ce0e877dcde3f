"""A policy lets Tag Manager's frame for visitors without scripts through.

Below the page's `<body>` stands `<noscript><iframe src="https://www.googletagmanager.com/ns.html?...">`. Where `frame-src`
does not let it in, the tags that it would fire for visitors without JavaScript never fire.

Remedy: add `https://www.googletagmanager.com` to frame-src, or take the noscript part out of the page.

Source: https://developers.google.com/tag-platform/security/guides/csp, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.blocked import platforms_used
from govern.csp.match import allows
from govern.csp.pages import UNKNOWN
from govern.csp.served import enforced, problem
from govern.project import Project
from govern.rules import Problem, rule

FRAME = "https://www.googletagmanager.com/ns.html"
SPECS = """
specs:
  sites: [{name: shop, containers: {web: GTM-ABC1234}}]
"""


@rule(
    good=f"{SPECS}csp: frame-src https://www.googletagmanager.com",
    bad=f"{SPECS}csp: frame-src 'none'",
    level="note",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    uses = "gtm" in platforms_used(project) or any(
        site.containers is not None and site.containers.web is not None for site in project.sites
    )
    for served in enforced(project) if uses else ():
        directive = served.policy.effective("frame-src")
        if directive is not None and not allows(served.policy, "frame-src", FRAME, UNKNOWN):
            message = f"{directive.name} blocks the frame of Tag Manager that stands in noscript"
            yield problem(served, message, help=f"add {FRAME.removesuffix('/ns.html')} to frame-src", about="frame-src")
