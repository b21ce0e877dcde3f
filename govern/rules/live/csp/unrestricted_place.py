"""A policy says where forms lead and who may frame the page.

`default-src` does not speak for `form-action` and `frame-ancestors`: without them an injected form sends what visitors type
to anybody, and any site can show the page in a frame and have it clicked. `X-Frame-Options` does the second as well.

Remedy: add `form-action 'self'` and `frame-ancestors 'self'`, or `'none'`; the latter works in headers only.

Source: https://www.w3.org/TR/CSP3/#directives-navigation, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.pages import pages
from govern.csp.policy import FALLBACK
from govern.csp.served import page_problem
from govern.project import Project
from govern.rules import Problem, rule

WHY = {
    "form-action": "so a form may lead anywhere",
    "frame-ancestors": "so any site may frame the page, unless X-Frame-Options forbids it",
}


@rule(
    good="csp: default-src 'self'; form-action 'self'; frame-ancestors 'self'",
    bad="csp: default-src 'self'",
    level="note",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for page in pages(project):
        enforced = page.served_as("enforce")
        if not any(directive.name in FALLBACK for policy in enforced for directive in policy.directives):
            continue
        is_meta = any(one.carrier == "meta" for one in page.served)
        absent = [name for name in WHY if not any(policy.directive(name) for policy in enforced)]
        for name in absent:
            if not (is_meta and name == "frame-ancestors"):
                yield page_problem(page, f"{name} is absent, {WHY[name]}", help=f"add {name} 'self'", about=name)
