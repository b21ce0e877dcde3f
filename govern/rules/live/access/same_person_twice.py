"""One person stands in an access list once.

Two entries for one address, written with different capitals or with a part after `+`, are two doors of which one is
forgotten when the person leaves. The same holds for a person who has access under two of their addresses.

Remedy: remove one of the two at the platform, the one that is not the current work address.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access import AccessEntry
from govern.access.live import entries, problem
from govern.access.mailboxes import mailbox
from govern.access.register import register
from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
access:
  userPermission:
    - {emailAddress: ana@acme.example, accountAccess: {permission: user}}
    - {emailAddress: bo@acme.example, accountAccess: {permission: user}}
""",
    bad="""
access:
  userPermission:
    - {emailAddress: ana@acme.example, accountAccess: {permission: user}}
    - {emailAddress: ANA@acme.example, accountAccess: {permission: user}}
""",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    known = register(project)
    first: dict[tuple[str, str, str], AccessEntry] = {}
    reported = set()
    for people, entry in entries(project):
        holder = known.holder(entry)
        person = holder.name if holder else mailbox(entry.key)
        other = first.setdefault((people.file, entry.platform, person), entry)
        if other.principal != entry.principal and (other.principal, entry.principal) not in reported:
            reported.add((other.principal, entry.principal))
            same = "is the same person as" if holder else "reaches the same mailbox as"
            message = f'"{entry.principal}" {same} "{other.principal}"'
            related = (Related("the first one", other.place),)
            yield problem(entry, message, help="remove one of the two", about=other.principal, related=related)
