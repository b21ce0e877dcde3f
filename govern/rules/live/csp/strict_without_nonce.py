"""`'strict-dynamic'` stands beside a nonce or a hash.

It makes browsers pass over every host of the list and trust only scripts with a nonce or a hash, and what these load.
Without either no script runs at all.

Remedy: add `'nonce-...'`, or take `'strict-dynamic'` out.

Source: https://www.w3.org/TR/CSP3/#strict-dynamic-usage, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.match import has_nonce_or_hash
from govern.csp.served import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="csp: script-src 'nonce-r4nd0m123' 'strict-dynamic'",
    bad="csp: script-src 'strict-dynamic' https://cdn.acme.example",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for served in project.live.policies:
        directive = served.policy.effective("script-src-elem")
        if directive is None or "'strict-dynamic'" not in directive.words or has_nonce_or_hash(directive.sources):
            continue
        message = f"{directive.name} has 'strict-dynamic' and neither nonce nor hash, so no script of the page runs"
        yield problem(served, message, help="add a nonce", about=directive.name)
