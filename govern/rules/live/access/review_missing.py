"""A review of access was made in each period of the policy.

What nobody looked at in a quarter cannot be looked at afterwards: whoever came and went in it is in no list any more, and an auditor asks for
each period. Kept reviews are those below the folder `reviews` of the project, or the one that `govern.yaml` names. The first review of a
project is not missed.

Remedy: make the review of this period at once (`govern audit --report reviews`), and write down why the other was left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.kept import is_of, name_of, period_before
from govern.access.policy import wished
from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule

EXAMPLE = "specs: {access: {policy: {review: quarterly}}}\nreviews: {2026-Q1: {}, %s: {}}"


@rule(good=EXAMPLE % "2026-Q3", bad=EXAMPLE % "2026-Q2", by_date=True, cost="security")
def check(project: Project) -> Iterator[Problem]:
    first, last = period_before(project)
    earlier = [review for review in project.live.reviews if review.first < first]
    if (
        wished(project, "review") is None
        or not earlier
        or any(is_of(review, first, last) for review in project.live.reviews)
    ):
        return
    newest = max(earlier, key=lambda review: review.first)
    name = name_of(first, last)
    message = f"there is no review of access of {name}; the last before it is of {newest.period}"
    yield Problem(Place(newest.file, entity="review"), message, help="govern audit --report reviews", subject=name)
