"""Every directive and source of a policy is one that browsers understand.

What a browser does not understand, it passes over, so the policy would mean something else than it says; and a source
with a space, a comma or a semicolon in it would end its directive. Such a policy is not rendered.

Remedy: keywords stand in single quotes inside the text (`"'self'"`), a wildcard only at the beginning of a host.

Source: what Chromium lets through with each form of source, compared on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.csp.policy import DIRECTIVES, SOURCE_LISTS
from govern.csp.source import KEYWORDS, NONE, parse_source
from govern.csp.tried import to_judge
from govern.project import Project
from govern.rules import Problem, put, rekey, rule
from govern.spec.sections.csp import Csp
from govern.spec.spelling import meant, suggest

WORDS = frozenset(word.strip("'") for word in (*KEYWORDS, NONE))


@rule(
    good="""
sites: [{name: shop}]
csp: [{site: shop, mode: enforce, base: {base-uri: ["'self'"], img-src: ["https://cdn.example"]}}]
""",
    bad="""
sites: [{name: shop}]
csp: [{site: shop, mode: enforce, base: {base-uri: [self], img-src: ["https://cdn.example; script-src *"]}}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for policy in to_judge(project):
        for place, name, source in parts(policy):
            if name.lower() not in DIRECTIVES:
                message, word = f'"{name}" is not a directive that browsers know', meant(name, DIRECTIVES)
                is_key = place.route[-1] == name
                fix = rekey(place, "" if word in policy.base else word) if is_key else put(place, word)
                yield Problem(place, message, help=suggest(name, DIRECTIVES), fix=fix, at_key=is_key)
            elif source is not None and (why := why_not(name.lower(), source)):
                fix = put(place, f"'{source.lower()}'" if source.lower() in WORDS else "")
                yield Problem(place, f'source "{source}" in {name} {why}', fix=fix)
        for position, given in enumerate(policy.hashes):
            if parse_source(given if given.startswith("'") else f"'{given}'").kind != "hash":
                message = f'hash "{given}" is not one that browsers know, expected sha256-, sha384- or sha512- and a value in base64'
                yield Problem(policy.place("hashes", position), message)


def parts(policy: Csp) -> Iterator[tuple[Place, str, str | None]]:
    """Every directive and source that the specs write."""
    for name, sources in policy.base.items():
        if not sources or name.lower() not in DIRECTIVES:
            yield policy.place("base", name), name, None
            continue
        for position, source in enumerate(sources):
            yield policy.place("base", name, position), name, source
    for position, extra in enumerate(policy.extra):
        if extra.directive.lower() not in DIRECTIVES:
            yield policy.place("extra", position, "directive"), extra.directive, None
        else:
            yield policy.place("extra", position, "source"), extra.directive, extra.source


def why_not(name: str, source: str) -> str:
    """Why a source cannot stand in a directive; empty if it can."""
    if any(char in source for char in ' \t\r\n,;"\\') or not source.isascii() or not source.isprintable():
        return "has a character that cannot stand in a header"
    if name not in SOURCE_LISTS:
        return "" if source else "is empty"
    if source.lower() in WORDS:
        return f"is taken for a host, the keyword is \"'{source.lower()}'\""
    found = parse_source(source)
    if found.kind == "invalid":
        return "matches nothing, expected a host such as https://cdn.example"
    starred = found.path.endswith("/*")
    return "ends its path with a star, which stands for itself there, expected the slash alone" if starred else ""
