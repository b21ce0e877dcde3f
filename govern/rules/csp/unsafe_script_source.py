"""A policy lets no script run that somebody wrote into the page.

`'unsafe-inline'`, `'unsafe-eval'` and `data:` let a script run that somebody managed to write into a page, an address or
a field of the data layer. So does a nonce that is written down, since a nonce protects only as long as each answer has
another one. That is the attack the policy is there to stop, and payment pages are where it happens.

Remedy: `inline: nonce` lets Tag Manager's snippet in without them. Only custom JavaScript variables in the container
need `'unsafe-eval'`; move it to `extra`, with the reason and an owner, until they are templates.

Source: https://developers.google.com/tag-platform/security/guides/csp, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.source import NONCE
from govern.csp.tried import inherits, to_judge
from govern.csp.written import Written, speaks_for_scripts, written
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.sections.csp import Csp

WHAT = {
    "'unsafe-inline'": "lets any script run that gets into the page",
    "'unsafe-eval'": "lets texts run as scripts",
    "data:": "lets any script run that fits into an address",
    "'nonce-": "is the same in every answer, so whoever has read one can use it",
}


@rule(
    good="sites: [{name: shop}]\ncsp: [{site: shop, mode: enforce, inline: nonce}]",
    bad="sites: [{name: shop}]\ncsp: [{site: shop, mode: enforce, inline: unsafe}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for policy in to_judge(project):
        if policy.inline == "unsafe" and not inherits(policy, "inline"):
            message = f'policy of site "{policy.site}" lets any script run that gets into the page'
            yield Problem(policy.place("inline"), message, help="write inline: nonce")
        for source in written(policy):
            word = "'nonce-" if NONCE.fullmatch(source.source.strip()) else source.source.strip().lower()
            if word in WHAT and speaks_for_scripts(policy, source.directive) and not is_accepted(policy, source, word):
                yield Problem(
                    source.place, f'source "{source.source}" in {source.directive} {WHAT[word]}', help="take it out"
                )


def is_accepted(policy: Csp, source: Written, word: str) -> bool:
    """Whether browsers pass over the word, or it is an extra source, which is asked for its reason elsewhere."""
    has_nonce_or_hash = policy.inline == "nonce" or (policy.inline == "hash" and bool(policy.hashes))
    if word == "'unsafe-inline'":
        return has_nonce_or_hash or policy.inline == "unsafe"
    return word == "'unsafe-eval'" and source.is_extra
