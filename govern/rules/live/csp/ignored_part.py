"""Every word of a served policy is one that browsers understand.

What a browser does not understand, it passes over: a misspelt directive restricts nothing, a keyword without quotes is
taken for a host name, the second of two directives with one name does not count, a wildcard at the end of a host never
matches, a semicolon that is missing makes the next directive a host. The policy then means something else than its author
thinks. In a `<meta>` element browsers pass over `frame-ancestors`, `report-uri` and `sandbox`; a policy that only reports has no sandbox
either.

Remedy: correct the word. Keywords stand in single quotes, a wildcard only at the beginning of a host.

Source: what Chromium lets through with each form of source, compared on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.policy import DIRECTIVES, SOURCE_LISTS, Directive
from govern.csp.readers.headers import ServedPolicy
from govern.csp.served import problem
from govern.csp.source import KEYWORDS, NONE, Source
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.spelling import meant, suggest

BARE_SCHEMES = frozenset({"https", "http", "data", "blob"})
WORDS = frozenset(word.strip("'") for word in (*KEYWORDS, NONE))

KNOWN = {
    "sandbox": frozenset({
        "allow-downloads", "allow-forms", "allow-modals", "allow-orientation-lock", "allow-pointer-lock", "allow-popups",
        "allow-popups-to-escape-sandbox", "allow-presentation", "allow-same-origin", "allow-scripts",
        "allow-storage-access-by-user-activation", "allow-top-navigation", "allow-top-navigation-by-user-activation",
        "allow-top-navigation-to-custom-protocols",
    }),
    "require-trusted-types-for": frozenset({"'script'"}),
}  # fmt: skip
"""The words of directives that have no sources: https://html.spec.whatwg.org/multipage/iframe-embed-object.html#attr-iframe-sandbox and
https://www.w3.org/TR/trusted-types/, read on 2026-11-30."""


@rule(
    good="csp: script-src 'self' https://*.acme.example",
    bad="csp: script-src self https://*.acme.example",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for served in project.live.policies:
        yield from ignored_directives(served)
        yield from ignored_words(served)
        for directive in served.policy.directives:
            for source in directive.sources if directive.name in SOURCE_LISTS else ():
                why = why_ignored(source, directive)
                if why:
                    message = f'{directive.name} has "{source.text}", {why}'
                    yield problem(served, message, about=f"{directive.name} {source.text}")


def ignored_directives(served: ServedPolicy) -> Iterator[Problem]:
    """Directives that do not count."""
    for ignored in served.policy.ignored:
        name = ignored.name
        if ignored.reason == "repeated":
            yield problem(served, f"{name} stands in the policy twice, and only the first one counts", about=name)
        elif ignored.reason == "unknown":
            help = f"write {name[:-1]}" if name[:-1] in DIRECTIVES else suggest(name, DIRECTIVES)
            yield problem(served, f'"{name}" is not a directive that browsers know', help=help, about=name)
        elif ignored.reason == "in a page":
            message = f"browsers pass over {name} in a meta element, it counts in a header only"
            yield problem(served, message, about=name)
        else:
            yield problem(
                served,
                f"{name} holds characters that are not ASCII and is left out as a whole, as if it were absent",
                about=name,
            )


def ignored_words(served: ServedPolicy) -> Iterator[Problem]:
    """Words that do nothing of directives without sources, and a sandbox that only reports, which browsers do not do."""
    for directive in served.policy.directives:
        lost = [word for word in directive.values if "-" in word and word.lower() in DIRECTIVES]
        if lost and directive.name not in SOURCE_LISTS:
            message = f'{directive.name} has "{lost[0]}", which does nothing: the semicolon before it is missing'
            yield problem(served, message, about=f"{directive.name} {lost[0]}")
    for name, known in KNOWN.items():
        found = served.policy.directive(name)
        if found is None:
            continue
        if name == "sandbox" and served.disposition == "report":
            yield problem(served, "browsers pass over sandbox in a policy that only reports", about=name)
            continue
        for word in found.values:
            if word.lower() not in known | DIRECTIVES:
                message = f'{name} has "{word}", which browsers pass over'
                yield problem(served, message, help=suggest(word.lower(), known), about=f"{name} {word}")


def why_ignored(source: Source, directive: Directive) -> str:
    """Why a source does nothing; empty if it does something."""
    lowered = source.text.lower()
    if lowered in WORDS or lowered.startswith(("nonce-", "sha256-", "sha384-", "sha512-")):
        return f"which is taken for a host: the keyword is '{lowered}'"
    if lowered in DIRECTIVES and ("-" in lowered or lowered in ("sandbox",)):
        return "which is taken for a host: the semicolon before it is missing"
    if lowered.startswith("'") and source.kind == "invalid":
        word = meant(lowered, KEYWORDS)
        return "which is not a keyword that browsers know" + (f", perhaps {word}" if word else "")
    if source.kind == "invalid":
        return "which matches nothing, expected a host such as https://cdn.example"
    if source.kind == "host" and "." not in source.host and lowered in BARE_SCHEMES:
        return f"which is taken for a host: the scheme is {lowered}:"
    others = any(word.lower() != NONE for word in directive.values)
    return "which counts for nothing beside other sources" if source.kind == "none" and others else ""
