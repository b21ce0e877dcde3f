"""A served policy names the hosts that scripts come from.

`*`, `https:` or `data:` among the sources of scripts lets scripts from anywhere run; the policy is there and stops
nothing. An `http:` address lets everybody on the way change the script.

Remedy: name the hosts, with https.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.match import has_nonce_or_hash
from govern.csp.served import enforced, for_scripts, problem
from govern.csp.source import Source
from govern.project import Project
from govern.rules import Problem, rule

OPEN = {"https": "every host over https", "http": "every host", "data": "any script that fits into an address",
        "*": "every host"}  # fmt: skip


@rule(
    good="""csp: "script-src 'self' https://www.googletagmanager.com; img-src https:" """,
    bad="""csp: "script-src 'self' https:" """,
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for served in enforced(project):
        for name, directive in for_scripts(served.policy).items():
            sources = directive.sources
            strict = any(source.word == "'strict-dynamic'" for source in sources) and has_nonce_or_hash(sources)
            for source in sources if not strict else ():
                allowed = what_it_allows(source)
                if allowed:
                    message = f"{name} has {source.text}, which lets scripts through from {allowed}"
                    yield problem(served, message, help="name the hosts, with https", about=f"{name} {source.word}")


def what_it_allows(source: Source) -> str:
    """What is too wide about a source of scripts; empty for one that names its host."""
    if source.kind == "scheme":
        return OPEN.get(source.scheme, "")
    if source.kind != "host":
        return ""
    if source.host == "*":
        return OPEN["*"]
    if source.scheme == "http" and source.host not in ("localhost", "127.0.0.1"):
        return f"{source.host} as anybody on the way changes them"
    return ""
