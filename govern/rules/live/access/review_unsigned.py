"""The last review of access is signed by somebody.

A report that nobody has signed shows that a program ran, not that somebody looked. Anybody who can write the folder can change it, and
nobody answers for what it says. The review of a period that is not over yet may still be signed.

Remedy: `govern audit --verify reviews --sign ~/.ssh/id_ed25519 --signer ana@norde.example`. Where reviews are signed on paper, switch
this rule off in `govern.yaml` and say so as the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule

EXAMPLE = "reviews: {2026-Q2: {}, 2026-Q3: {signed: [%s]}}"


@rule(good=EXAMPLE % "ana@norde.example", bad=EXAMPLE % "", level="warning", by_date=True, cost="security")
def check(project: Project) -> Iterator[Problem]:
    over = [review for review in project.live.reviews if review.last < project.today]
    newest = max(over, key=lambda review: (review.first, review.period), default=None)
    if newest is not None and not newest.signed:
        message = f"the review of {newest.period} is over and signed by nobody"
        help = "govern audit --verify reviews --sign KEY --signer ADDRESS"
        yield Problem(Place(newest.file, entity="review"), message, help=help, subject=newest.period)
