"""Every file among the exports can be read.

An answer that is an error ("Requires business_management permission"), a file that was cut off, or the form of an answer from
a manual looks like a list and holds nobody. Whoever counts it as reviewed signs for people that nobody has seen.

Remedy: fetch the export again, with an account that may read it, and put the new file in the old one's place.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="access: {userPermission: [{emailAddress: ana@acme.example, accountAccess: {permission: user}}]}",
    bad="access: {error: {message: Requires business_management permission, code: 200}}",
)
def check(project: Project) -> Iterator[Problem]:
    for file in project.live.refused:
        yield Problem(
            file.place, f"this export could not be read: {file.message}", help=file.help, subject=file.place.file
        )
