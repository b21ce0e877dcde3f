"""Nobody decides in a review about their own access.

A review is worth something because somebody else looked. An auditor does not count "keep" by the person who keeps the role, and asks who
else was allowed to do the same. In the tables of a report `audit --report` says the same.

Remedy: have somebody else decide, and write their address in `by`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.reviewers import is_own
from govern.project import Project
from govern.rules import Problem, rule

EXAMPLE = (
    "access: {reviews: [{who: a@b.example, platform: gtm, role: publish, decision: keep, by: %s, day: 2026-11-02}]}"
)


@rule(good=EXAMPLE % "c@b.example", bad=EXAMPLE % "A@b.example", level="warning")
def check(project: Project) -> Iterator[Problem]:
    for access in project.access:
        for at, review in enumerate(access.reviews):
            if review.decision and is_own(project, review.who, review.by or ""):
                message = f'"{review.by}" decided about the own role "{review.role}" at {review.platform}'
                subject = "\n".join((review.who, review.platform, review.asset or "", review.role))
                help = "have somebody else decide"
                yield Problem(access.place("reviews", at, "by"), message, help=help, subject=subject)
