"""A policy does not let inline scripts run.

`'unsafe-inline'` in script-src lets every script run that somebody manages to write into the page, which is the attack
that the policy is there to stop. Tag Manager does not need it: its snippet runs with a nonce, and hands it on.

Remedy: give the snippet a nonce (`'nonce-...'`, a new one for each answer). Browsers that know nonces then ignore
`'unsafe-inline'`, so it may stay for old ones.

Source: https://developers.google.com/tag-platform/security/guides/csp, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.match import lets_any_inline
from govern.csp.request import Request
from govern.csp.served import enforced, for_scripts, is_open, problem
from govern.project import Project
from govern.rules import Problem, rule

INLINE = Request("script-src-elem", (), "inline", "script", parser_inserted=True)


@rule(
    good="csp: script-src 'self' 'nonce-r4nd0m' 'unsafe-inline'",
    bad="csp: script-src 'self' 'unsafe-inline'",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for served in enforced(project):
        for name, directive in for_scripts(served.policy).items():
            if lets_any_inline(directive.sources) and is_open(project, served, INLINE):
                message = f"{name} has 'unsafe-inline', which lets any script run that gets into the page"
                yield problem(served, message, help="give the scripts of the page a nonce", about=name)
