"""A token is rotated every 60 to 90 days.

The longer a token lives, the more logs, laptops and former colleagues have seen it, and nobody notices when it is used by
somebody else. What is rotated every quarter is also rotated without an outage when it has to be done at once.

Remedy: set `rotate_every` to 90d or less, in the policy or at the token. Where the platform offers no better way, leave it, and say
why in the token's `description`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.rotations import days

LONGEST = 90


@rule(
    good="tokens: {policy: {rotate_every: 90d}}",
    bad="tokens: {policy: {rotate_every: 365d}}",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    help = f"set it to {LONGEST}d or less"
    for section in project.tokens:
        policy = section.policy
        if policy is not None and policy.rotate_every is not None and days(policy.rotate_every) > LONGEST:
            message = f"the policy rotates tokens every {policy.rotate_every}, expected at most {LONGEST}d"
            yield Problem(section.place("policy", "rotate_every"), message, help=help)
        for position, token in enumerate(section.items):
            if token.rotate_every is not None and days(token.rotate_every) > LONGEST and not token.description:
                message = f'token "{token.name}" is rotated every {token.rotate_every}, expected at most {LONGEST}d'
                yield Problem(section.place("items", position, "rotate_every"), message, help=help)
