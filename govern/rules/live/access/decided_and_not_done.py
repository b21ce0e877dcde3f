"""What reviewers have decided is done at the platform.

A decision that nobody carries out is worse than none: the report of the quarter says that the role was taken away, the auditor believes it,
and the person still has it. Decisions are those under `access: {reviews: [...]}`; those in the tables of a report are followed in the next
report.

Remedy: do what was decided (`govern audit --plan` says how), or decide again and say why.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from govern.access.live import at, entries, has_left, problem
from govern.access.policy import day_of_list
from govern.access.register import rank, register
from govern.access.rolenames import role_key, same_role
from govern.core.report import Place, Related
from govern.project import Project
from govern.rules import Problem, rule

if TYPE_CHECKING:
    from govern.access import AccessEntry, AccessList
    from govern.spec.sections.access import Review

TIME = 14
"""So many days there are to do it, where nobody knows whether the list is older than the decision."""

SPECS = """
specs: {access: {reviews: [{who: bo@acme.example, platform: gtm, role: publish, decision: %s, by: ana@acme.example, day: 2026-10-01}]}}
access: [{user: bo@acme.example, role: publish, platform: gtm}]
"""


@rule(good=SPECS % "keep", bad=SPECS % "remove", by_date=True, cost="security")
def check(project: Project) -> Iterator[Problem]:
    decided = [found for found in last_decisions(project) if found[0].decision != "keep"]
    for people, entry in entries(project) if decided else ():
        for review, place in decided:
            if is_about(project, review, entry) and not has_left(project, entry) and is_late(project, people, review):
                yield told(project, entry, review, place)
                break


def last_decisions(project: Project) -> list[tuple[Review, Place]]:
    """The last decision about each role, with its place: who decides again has thought again."""
    last: dict[tuple[str, ...], tuple[Review, Place]] = {}
    for access in project.access:
        for position, review in enumerate(access.reviews):
            key = (
                review.who.casefold(),
                review.platform.casefold(),
                (review.asset or "").casefold(),
                role_key(review.role),
            )
            known = last.get(key)
            if review.decision and review.day and (known is None or (known[0].day or "") <= review.day):
                last[key] = review, access.place("reviews", position)
    return list(last.values())


def is_about(project: Project, review: Review, entry: AccessEntry) -> bool:
    """Whether a decision is about an entry that is still as it was."""
    known = register(project)
    here = not entry.platform or known.platform_key(review.platform) == known.platform_key(entry.platform)
    if (
        not here
        or review.who.casefold() not in known.keys(entry)
        or not known.may_be_same_asset(review.asset or "", entry.asset)
    ):
        return False
    if same_role(review.role, entry.role):
        return True
    wished = rank(project, entry.replace(role=review.new_role)) if review.new_role else None
    now = rank(project, entry)
    return review.decision == "reduce" and wished is not None and now is not None and now > wished


def is_late(project: Project, people: AccessList, review: Review) -> bool:
    """Whether what was decided had to be done by the day of the list; an exception, by its end."""
    day = review.day or ""
    if review.decision == "exception":
        return bool(review.until) and (review.until or "") < project.today
    taken = day_of_list(project, people)
    if taken:
        return taken > day
    return (date.fromisoformat(project.today) - date.fromisoformat(day)).days > TIME


def told(project: Project, entry: AccessEntry, review: Review, place: Place) -> Problem:
    """The problem of one decision."""
    by = f" by {review.by}" if review.by else ""
    said = f"until {review.until}" if review.decision == "exception" else f'"{review.decision}"'
    what = f'"{entry.shown}" has the role "{entry.role}" at {at(project, entry)}'
    message = f"{what}, and {said} was decided on {review.day}{by}"
    help = "do what was decided, or decide again"
    return problem(entry, message, help=help, related=(Related("the decision is here", place),))
