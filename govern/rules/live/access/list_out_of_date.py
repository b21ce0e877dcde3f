"""A review is made of lists that were taken in its period.

A list of last quarter shows who had access then. Whoever came since is not in it, and whoever was removed still is, so that the
sign-off is about another day. The day is what `access.lists` says (`taken`), or what stands in the file's name.

Remedy: fetch the list again.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.policy import day_of_list, first_day, has_policy, oldest_good
from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule

SPECS = "{access: {policy: {review: quarterly}, lists: [{file: access.json, taken: %s}]}}"
LIVE = "access: {userPermission: [{emailAddress: ana@acme.example, accountAccess: {permission: user}}]}"


@rule(
    good=f"specs: {SPECS % '2026-11-20'}\n{LIVE}",
    bad=f"specs: {SPECS % '2026-06-01'}\n{LIVE}",
    level="warning",
    by_date=True,
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    if not has_policy(project):
        return
    for people in project.live.access:
        day = day_of_list(project, people)
        if day and day < oldest_good(project):
            message = f"this list was taken on {day}, and the period that is reviewed began on {first_day(project)}"
            yield Problem(
                Place(people.file, entity="access list"), message, help="fetch the list again", subject=people.file
            )
