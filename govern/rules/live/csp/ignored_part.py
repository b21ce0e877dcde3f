"""Every word of a served policy is one that browsers understand.

What a browser does not understand, it passes over: a misspelt directive restricts nothing, a keyword without quotes is
taken for a host name, the second of two directives with one name does not count, a wildcard at the end of a host never
matches. The policy then means something else than its author thinks.

Remedy: correct the word. Keywords stand in single quotes, a wildcard only at the beginning of a host.

Source: what Chromium lets through with each form of source, compared on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.policy import DIRECTIVES, SOURCE_LISTS
from govern.csp.readers.headers import ServedPolicy
from govern.csp.served import problem
from govern.csp.source import KEYWORDS, NONE, Source
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.spelling import suggest

WORDS = frozenset(word.strip("'") for word in (*KEYWORDS, NONE))


@rule(
    good="csp: script-src 'self' https://*.acme.example",
    bad="csp: script-src self https://*.acme.example",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for served in project.live.policies:
        yield from ignored_directives(served)
        for directive in served.policy.directives:
            for source in directive.sources if directive.name in SOURCE_LISTS else ():
                why = why_ignored(source, len(directive.values))
                if why:
                    message = f'{directive.name} has "{source.text}", {why}'
                    yield problem(served, message, about=f"{directive.name} {source.text}")


def ignored_directives(served: ServedPolicy) -> Iterator[Problem]:
    """Directives that do not count."""
    for ignored in served.policy.ignored:
        name = ignored.text.split()[0].lower()
        if ignored.reason == "repeated":
            yield problem(served, f"{name} stands in the policy twice, and only the first one counts", about=name)
        elif ignored.reason == "unknown":
            help = suggest(name, DIRECTIVES)
            yield problem(served, f'"{name}" is not a directive that browsers know', help=help, about=name)
        else:
            yield problem(served, f"{name} holds characters that are not ASCII and is left out as a whole", about=name)


def why_ignored(source: Source, count: int) -> str:
    """Why a source does nothing; empty if it does something."""
    lowered = source.text.lower()
    if lowered in WORDS or lowered.startswith(("nonce-", "sha256-", "sha384-", "sha512-")):
        return f"which is taken for a host: the keyword is '{lowered}'"
    if source.kind == "invalid":
        return "which matches nothing, expected a host such as https://cdn.example"
    return "which counts for nothing beside other sources" if source.kind == "none" and count > 1 else ""
