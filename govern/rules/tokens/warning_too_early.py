"""A rotation is announced later than half of the time before it.

A warning that begins before the last rotation is on every day of the year, so nobody reads it any more. `warn_before` counts for half of
`rotate_every` at most, whatever it says.

Remedy: set `warn_before` to two or three weeks: as long as it takes to make a credential, hand it on and watch that it works.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.rotations import days


@rule(
    good="tokens: {policy: {rotate_every: 90d, warn_before: 14d}}",
    bad="tokens: {policy: {rotate_every: 60d, warn_before: 90d}}",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for section in project.tokens:
        policy = section.policy
        if policy is None or policy.warn_before is None or policy.rotate_every is None:
            continue
        if days(policy.warn_before) >= days(policy.rotate_every):
            message = f"the policy warns {policy.warn_before} before a rotation that comes every {policy.rotate_every}"
            yield Problem(section.place("policy", "warn_before"), message, help="set it to 14d or 21d")
