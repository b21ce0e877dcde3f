"""A nonce is long and another in each answer.

A nonce protects only as long as nobody can know it. One of a few characters can be guessed; one that stands in a
configuration, or is the same in two answers, is known to whoever has read one page.

Remedy: 16 random bytes in base64, made anew for each answer by whatever answers; a static page needs hashes instead.

Source: https://www.w3.org/TR/CSP3/#security-nonces, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.readers.headers import ServedPolicy
from govern.csp.served import problem
from govern.project import Project
from govern.rules import Problem, rule

SHORTEST = 8
PLACEHOLDER = "placeholder"


@rule(
    good="csp: script-src 'nonce-9zVPtNWlXaqhDkT7bFgRSw=='",
    bad="csp: script-src 'nonce-abc'",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    first: dict[str, ServedPolicy] = {}
    for served in project.live.policies:
        for value in nonces(served):
            other = first.setdefault(value, served)
            why = ""
            if served.carrier == "configuration":
                why = "is written down and the same in every answer" if value != PLACEHOLDER else ""
            elif len(value) < SHORTEST:
                why = f"is {len(value)} characters long and can be guessed"
            elif (other.file, other.page) != (served.file, served.page):
                why = f"is the same in another answer, {other.page.partition('?')[0] or other.file}"
            if why:
                message = f"the nonce {why}"
                yield problem(served, message, help="make one anew for each answer", about="nonce")


def nonces(served: ServedPolicy) -> list[str]:
    """The values of the nonces of a policy, each once."""
    listed = (source for directive in served.policy.directives for source in directive.sources)
    return list(dict.fromkeys(source.value for source in listed if source.kind == "nonce"))
