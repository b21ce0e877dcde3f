"""Trusted Types that a policy names are required, and not every name is let in.

`trusted-types` alone says which code may make trusted values, and the page takes plain text all the same: only
`require-trusted-types-for 'script'` stops that. With `*` or `'allow-duplicates'` an injected script makes a trusted value itself.

Remedy: add `require-trusted-types-for 'script'`, and name the policies that the site's own code makes.

Source: https://www.w3.org/TR/trusted-types/#integration-with-content-security-policy, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.served import enforced, problem
from govern.project import Project
from govern.rules import Problem, rule

OPEN = {
    "*": "so every script may make trusted values",
    "'allow-duplicates'": "so an injected script may make a second policy of a name that is let in",
}


@rule(
    good="csp: script-src 'self'; trusted-types dompurify; require-trusted-types-for 'script'",
    bad="csp: script-src 'self'; trusted-types *; require-trusted-types-for 'script'",
    level="note",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for served in enforced(project):
        named = served.policy.directive("trusted-types")
        if named is None:
            continue
        words = {word.lower() for word in named.values}
        for word in (word for word in OPEN if word in words):
            yield problem(served, f"trusted-types has {word}, {OPEN[word]}", help="name the policies", about=word)
        required = served.policy.directive("require-trusted-types-for")
        if required is None or "'script'" not in map(str.lower, required.values):
            message = "trusted-types names who may make trusted values, and nothing requires them"
            yield problem(served, message, help="add require-trusted-types-for 'script'", about="required")
