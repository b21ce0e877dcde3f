"""At least two people administer an account.

With one administrator, a lost phone or a closed mailbox locks everybody out, and getting an account back from a
platform takes weeks. The specs may ask for another number under `access: {policy: {admins: {min: 2}}}`.

Remedy: make a second person administrator, from the same organisation and not from an agency.

Source: https://support.google.com/tagmanager/answer/6107011, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.admins import USUAL_MIN, administrators, limits
from govern.access.register import platform_name
from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
access:
  userPermission:
    - {accountId: '7', emailAddress: ana@acme.example, accountAccess: {permission: admin}}
    - {accountId: '7', emailAddress: bo@acme.example, accountAccess: {permission: admin}}
""",
    bad="""
access:
  userPermission:
    - {accountId: '7', emailAddress: ana@acme.example, accountAccess: {permission: admin}}
    - {accountId: '7', emailAddress: bo@acme.example, accountAccess: {permission: user}}
""",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    declared, _ = limits(project)
    least = USUAL_MIN if declared is None else declared
    for group in administrators(project):
        if group.is_whole and 0 < len(group.people) < least:
            where = f"{platform_name(project, group.platform)} {group.asset}".strip()
            only = ", ".join(sorted(group.people))
            message = f"{where} has {len(group.people)} administrator{'s' * (len(group.people) != 1)}, "
            message += f"expected at least {least}: {only}"
            help, subject = "make one more person administrator", f"{group.platform}\n{group.asset}"
            yield Problem(Place(group.file, entity=where), message, help=help, subject=subject)
