"""The fewest administrators a policy allows are no more than the most.

No account can have at least four and at most two. Nothing is then counted against the policy, and it looks as if the
number of administrators were in order everywhere.

Remedy: exchange the two, or correct the one that was mistyped: `admins: {min: 2, max: 4}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="access: {policy: {admins: {min: 2, max: 4}}}",
    bad="access: {policy: {admins: {min: 4, max: 2}}}",
)
def check(project: Project) -> Iterator[Problem]:
    for access in project.access:
        bounds = access.policy.admins if access.policy is not None else None
        if bounds is not None and bounds.min is not None and bounds.max is not None and bounds.min > bounds.max:
            message = (
                f'"min" is {bounds.min} administrators and "max" is {bounds.max}, expected "min" to be the smaller'
            )
            yield Problem(access.place("policy", "admins", "min"), message, help="exchange the two")
