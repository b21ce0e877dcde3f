"""A policy has no directive that browsers have given up.

The directive does nothing any more; whoever reads the policy believes that it does.

Remedy: take it out. `referrer` became the header `Referrer-Policy`, `disown-opener` `Cross-Origin-Opener-Policy`,
`frame-src` needs no `child-src` beside it, and mixed content is blocked or upgraded by itself.

Source: https://developer.mozilla.org/docs/Web/HTTP/Headers/Content-Security-Policy and csp_evaluator 1.1.8, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.served import problem
from govern.project import Project
from govern.rules import Problem, rule

RETIRED = frozenset({
    "block-all-mixed-content", "disown-opener", "navigate-to", "plugin-types", "prefetch-src", "referrer", "require-sri-for",
})  # fmt: skip


@rule(
    good="csp: default-src 'self'; upgrade-insecure-requests",
    bad="csp: default-src 'self'; block-all-mixed-content",
    level="note",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for served in project.live.policies:
        for directive in served.policy.directives:
            if directive.name in RETIRED:
                message = f"browsers have given up {directive.name}, which does nothing"
                yield problem(served, message, help="take it out", about=directive.name)
