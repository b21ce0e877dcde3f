"""A list of people shows everybody, or the review says that it does not.

Some answers are about the caller alone, or about one user at a time, and look like a list of one: X, Microsoft Advertising,
LinkedIn for whoever is not an account manager. Who is not in such a file may still have access.

Remedy: fetch the list with an account that may see everybody, or look the others up in the platform's own pages and put them
into a table.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="access: {userPermission: [{emailAddress: ana@acme.example, accountAccess: {permission: user}}]}",
    bad="access: {data: {user_id: '77', permissions: [ACCOUNT_ADMIN]}, request: {params: {account_id: 18c}}}",
    level="note",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for people in project.live.access:
        if people.entries and people.more is None and not people.is_whole:
            why = people.doubt or "it is the answer to a question about one of them"
            message = f"this may not be everybody who has access: {why}"
            yield Problem(
                Place(people.file, entity="access list"),
                message,
                help="fetch it with an account that may see everybody",
                subject=people.file,
            )
