"""A policy that trusts scripts by nonce or hash has a `base-uri`.

A nonce protects scripts that are written into the page, not where their addresses lead. Whoever can write
`<base href=...>` into the page makes every script with a relative address come from elsewhere, with the right nonce.

Remedy: add `base-uri: ["'self'"]` to `base`, or `'none'` where no page has a base element.

Source: https://developer.mozilla.org/docs/Web/HTTP/Headers/Content-Security-Policy/base-uri, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.tried import to_judge
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""sites: [{name: shop}]
csp: [{site: shop, mode: enforce, base: {default-src: ["'self'"], base-uri: ["'self'"]}}]""",
    bad="""sites: [{name: shop}]
csp: [{site: shop, mode: enforce, base: {default-src: ["'self'"]}}]""",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    for policy in to_judge(project):
        trusts = policy.inline == "nonce" or (policy.inline == "hash" and policy.hashes)
        if policy.mode == "enforce" and trusts and policy.base and "base-uri" not in map(str.lower, policy.base):
            message = f'policy of site "{policy.site}" has no base-uri, so a base element can redirect trusted scripts'
            yield Problem(policy.place("base"), message, help="add base-uri: [\"'self'\"]")
