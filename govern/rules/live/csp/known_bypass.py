"""A policy lets in no script that is known as a way round it.

A host may serve, beside the tag that is meant, an endpoint that answers with a call of any function (JSONP), or a copy of
AngularJS, which runs what stands in the page. Whoever can write into the page loads that and runs what he likes; the list
of hosts stops nobody. Google's own hosts for ads are among them, so a policy that needs them is safe only by nonce. Of
hosts from which a declared destination loads scripts nothing is said.

Remedy: let scripts in by nonce with `'strict-dynamic'`, beside which browsers pass over hosts; or name the path of the
script that is needed.

Source: the lists of csp_evaluator 1.1.8, https://github.com/google/csp-evaluator, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.bypasses import Bypass
from govern.csp.gadgets import bypass_of, known
from govern.csp.known import hosts_of_scripts
from govern.csp.request import Request
from govern.csp.served import elements_of, enforced, is_open, problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="csp: script-src 'nonce-r4nd0m123' 'strict-dynamic' https://accounts.google.com",
    bad="csp: script-src 'self' https://accounts.google.com",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    needed, ways = hosts_of_scripts(project), known()
    for served in enforced(project):
        for name, source, evals in elements_of(served.policy):
            bypass = bypass_of(source, evals, ways) if source.host not in needed else None
            if bypass is not None and is_open(project, served, request_of(bypass)):
                message = (
                    f"{name} has {source.text}, where {bypass.address} ({bypass.kind}) is a known way round the policy"
                )
                yield problem(
                    served, message, help="let scripts in by nonce and 'strict-dynamic'", about=f"{name} {source.word}"
                )


def request_of(bypass: Bypass) -> Request:
    """The script that somebody would have the page load."""
    return Request("script-src-elem", (bypass.address,), element="script", parser_inserted=True)
