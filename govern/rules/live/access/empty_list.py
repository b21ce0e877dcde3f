"""A list of people has people in it.

The answer, or the table, has the form of a list and nobody in it. No account is without users: the list was asked for with an
account that may not see them, for the wrong id, or with a filter. Read as a review it says that all is well.

Remedy: fetch the list again, with an account that may see everybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="access: {userPermission: [{emailAddress: ana@acme.example, accountAccess: {permission: user}}]}",
    bad="access: {userPermission: []}",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for people in project.live.access:
        if not people.entries and not people.odd:
            message = "this list has nobody in it, which does not prove that nobody has access"
            yield Problem(
                Place(people.file, entity="access list"),
                message,
                help="fetch it with an account that may see everybody",
                subject=people.file,
            )
