"""Whoever decides in a review is one of the people of the specs, and was still there on that day.

A decision by a name that nobody knows, or by somebody who had left, cannot be traced to anybody who answers for it. In the tables of a report
`audit --report` says the same.

Remedy: write the reviewer's address in `by`, declare them under `people`, or have it decided anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.reviewers import stranger
from govern.project import Project
from govern.rules import Problem, rule

EXAMPLE = """access:
  people: [{name: Mia, email: mia@b.example, team: data}, {name: Lou, email: lou@b.example, team: it}]
  reviews: [{who: mia@b.example, platform: gtm, role: publish, decision: keep, by: %s, day: 2026-11-02}]
"""


@rule(good=EXAMPLE % "lou@b.example", bad=EXAMPLE % "boss", level="warning")
def check(project: Project) -> Iterator[Problem]:
    said = set()
    for access in project.access:
        for at, review in enumerate(access.reviews):
            by = review.by or ""
            why = stranger(project, by, review.day or project.today) if review.decision else ""
            if why and (by.casefold(), why) not in said:
                said.add((by.casefold(), why))
                message = f'"{by}" decided about access and {why}'
                yield Problem(access.place("reviews", at, "by"), message, cause=by.casefold())
