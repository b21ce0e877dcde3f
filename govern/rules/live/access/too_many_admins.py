"""No more people administer an account than the house wants.

Every administrator can let anybody in and lock everybody out. The specs say how many there may be under
`access: {policy: {admins: {max: 3}}}`; without a word in the specs, more than five at one account are too many.

Remedy: give those who publish or edit a role that allows just that.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.admins import USUAL_MAX, administrators, limits
from govern.access.register import platform_name
from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
specs: {access: {policy: {admins: {max: 1}}}}
access: [{user: ana@acme.example, role: ADMIN, platform: google_ads, account: '1'}]
""",
    bad="""
specs: {access: {policy: {admins: {max: 1}}}}
access:
  - {user: ana@acme.example, role: ADMIN, platform: google_ads, account: '1'}
  - {user: bo@acme.example, role: ADMIN, platform: google_ads, account: '1'}
""",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    _, declared = limits(project)
    most = USUAL_MAX if declared is None else declared
    for group in administrators(project):
        if len(group.people) > most:
            where = f"{platform_name(project, group.platform)} {group.asset}".strip()
            names = ", ".join(sorted(group.people))
            why = "the policy allows" if declared is not None else "usually enough:"
            message = f"{where} has {len(group.people)} administrators, {why} {most}: {names}"
            help, subject = "give somebody a lesser role", f"{group.platform}\n{group.asset}"
            yield Problem(Place(group.file, entity=where), message, help=help, subject=subject)
