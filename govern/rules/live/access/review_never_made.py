"""A policy that wants access reviewed is followed by a review.

A policy by itself is a promise. Until a review is kept, nobody can show that anything was looked at, and the next one has nothing to say who
joined or left since. Reviews are looked for below the folder `reviews` of the project, or the one that `govern.yaml` names.

Remedy: `govern audit --report reviews`, and commit what it writes; where reviews are kept in another folder of the project, name it:
`reviews: audits` in `govern.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.policy import wished
from govern.project import Project
from govern.rules import Problem, rule

EXAMPLE = """specs: {access: {policy: {review: quarterly}}}
access: {userPermission: [{emailAddress: ana@acme.example, accountAccess: {permission: user}}]}
reviews: {%s}
"""


@rule(good=EXAMPLE % "2026-Q4: {}", bad=EXAMPLE % "", level="note", by_date=True, cost="security")
def check(project: Project) -> Iterator[Problem]:
    if wished(project, "review") is None or project.live.reviews or project.live.named or not project.live.access:
        return
    access = next(access for access in project.access if access.policy is not None and access.policy.given("review"))
    message = f'access is to be reviewed, and no review is kept in the folder "{project.config.reviews}" yet'
    yield Problem(
        access.place("policy", "review"),
        message,
        help=f"govern audit --report {project.config.reviews} writes the first one",
    )
