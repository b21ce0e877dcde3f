"""A served policy names the hosts that scripts, plugins and base addresses come from.

`*`, `https:` or `data:` among the sources of scripts lets scripts from anywhere run; the policy is there and stops
nothing. A plugin runs scripts as well, and a base address leads those with a relative one elsewhere.

Remedy: name the hosts, with https.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.ask import NOBODY
from govern.csp.match import has_nonce_or_hash
from govern.csp.policy import Directive, Policy
from govern.csp.request import Request
from govern.csp.served import enforced, for_scripts, is_open, problem
from govern.csp.source import Source
from govern.project import Project
from govern.rules import Problem, rule

OPEN = {"https": "every host over https", "http": "every host", "data": "any script that fits into an address",
        "*": "every host"}  # fmt: skip


@rule(
    good="""csp: "script-src 'self' https://www.googletagmanager.com; img-src https:" """,
    bad="""csp: "script-src 'self' https:" """,
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for served in enforced(project):
        for name, directive in running(served.policy).items():
            sources, what = directive.sources, what_passes(served.policy, name)
            strict = any(source.word == "'strict-dynamic'" for source in sources) and has_nonce_or_hash(sources)
            for source in sources if not (strict and what == "scripts") else ():
                allowed = what_it_allows(source)
                if allowed and is_open(project, served, asked(source, what)):
                    message = f"{name} has {source.text}, which lets {what} through from {allowed}"
                    yield problem(served, message, help="name the hosts, with https", about=f"{name} {source.word}")


def running(policy: Policy) -> dict[str, Directive]:
    """The directives by which scripts may run, by name, each with the first question that it answers."""
    others = (policy.effective("object-src"), policy.directive("base-uri"))
    found = for_scripts(policy)
    for one in others:
        if one is not None:
            found.setdefault(one.name, one)
    return found


def what_passes(policy: Policy, name: str) -> str:
    """What a directive lets through."""
    if name == "base-uri":
        return "base addresses"
    return "scripts" if name in for_scripts(policy) else "plugins"


def asked(source: Source, what: str) -> Request:
    """What the source lets in, as a page would ask for it."""
    url = "data:" if source.scheme == "data" else NOBODY
    if what == "base addresses":
        return Request("base-uri", (url,), element="base")
    if what == "plugins":
        return Request("object-src", (url,), element="object")
    return Request("script-src-elem", (url,), element="script", parser_inserted=True)


def what_it_allows(source: Source) -> str:
    """What is too wide about a source of scripts; empty for one that names its host."""
    if source.kind == "scheme":
        return OPEN.get(source.scheme, "")
    return OPEN["*"] if source.kind == "host" and source.host == "*" else ""
