"""An access list holds everybody, not the first page of them.

The APIs answer in pages. A list that ends with the mark of another page leaves people out, and so does a table whose file ends within
a line: those are not reviewed.

Remedy: ask for the next pages as well and put all answers into one file: `jq -s . page*.json > access.json`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="access: {accessBindings: [{user: ana@acme.example, roles: [predefinedRoles/viewer]}]}",
    bad="""
access:
  accessBindings: [{user: ana@acme.example, roles: [predefinedRoles/viewer]}]
  nextPageToken: AEnB2Uq
""",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for people in project.live.access:
        if people.more is not None:
            subject = f"{people.platform}\n{people.file}"
            yield Problem(people.more.place, people.more.message, help=people.more.help, subject=subject)
