"""A policy says where scripts, plugins and base addresses come from.

A policy with other directives and neither `script-src` nor `default-src` stops no script at all. Without `object-src` a plugin runs
scripts of its own; without `base-uri` a `<base>` element in the page makes every script with a relative address come from
elsewhere, with the right nonce. All policies of a page are looked at together. Of one that restricts nothing that is
loaded, such as `frame-ancestors 'self'` alone, nothing is said.

Remedy: write `default-src 'self'`, `object-src 'none'` and `base-uri 'none'`, or `'self'`.

Source: https://www.w3.org/TR/CSP3/#security-considerations and csp_evaluator 1.1.8, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.match import has_nonce_or_hash
from govern.csp.pages import Page, pages
from govern.csp.policy import FALLBACK, Policy
from govern.csp.served import misspelt, page_problem
from govern.project import Project
from govern.rules import Problem, rule

WHY = {
    "script-src": "so every script may run",
    "object-src": "so a plugin may run scripts of its own",
    "base-uri": "so a base element can lead trusted scripts elsewhere",
}


@rule(
    good="csp: script-src 'self'; object-src 'none'",
    bad="csp: script-src 'self'; img-src 'self'",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for page in pages(project):
        for name in missing(page):
            message = f"{name} is absent, {WHY[name]}"
            excerpt = any(one.carrier == "text" for one in page.served)
            help = f"add {name}" + (", unless this is only a part of the policy" if excerpt else "")
            yield page_problem(page, message, help=help, about=name)


def missing(page: Page) -> Iterator[str]:
    """The directives that no enforced policy has, or has another speak for."""
    enforced = page.served_as("enforce")
    if not any(directive.name in FALLBACK for policy in enforced for directive in policy.directives):
        return
    meant_elsewhere = {name for policy in enforced for name in misspelt(policy)}
    for name in ("script-src", "object-src"):
        speaks = any(policy.effective(name) is not None for policy in enforced)
        if not speaks and not meant_elsewhere & {name, "default-src"}:
            yield name
    restricted = any(policy.directive("base-uri") for policy in enforced) or "base-uri" in meant_elsewhere
    if any(map(trusts, enforced)) and not restricted:
        yield "base-uri"


def trusts(policy: Policy) -> bool:
    """Whether scripts are let in one by one, by a nonce, or by a hash with all that they load."""
    directive = policy.effective("script-src-elem")
    if directive is None or not has_nonce_or_hash(directive.sources):
        return False
    return "'strict-dynamic'" in directive.words or any(source.kind == "nonce" for source in directive.sources)
