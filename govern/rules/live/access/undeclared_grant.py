"""Whoever has access was given it by a declared grant.

The specs list who may do what and who approved it. An entry that no grant speaks for was given past the review: by
hand, in a hurry, or by somebody who should not have.

Remedy: take the access away at the platform, or declare the grant with `approved_by` and a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access import AccessEntry
from govern.access.live import at, entries, is_of_many, is_undeclared, problem
from govern.access.mailboxes import is_private
from govern.access.policy import is_outside
from govern.access.register import register
from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule

SPECS = "specs: {access: {grants: [{who: ana@acme.example, platform: gtm, role: publish}]}}"


@rule(
    good=f"""
{SPECS}
access: [{{user: Ana@acme.example, role: publish, platform: Google Tag Manager}}]
""",
    bad=f"""
{SPECS}
access: [{{user: bo@agency.example, role: publish, platform: Google Tag Manager}}]
""",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for _, entry in entries(project):
        if is_undeclared(project, entry):
            yield undeclared(project, entry)


def undeclared(project: Project, entry: AccessEntry) -> Problem:
    """The problem, with the grant of another role if there is one."""
    message = f'"{entry.shown}" has the role "{entry.role}" at {at(project, entry)}'
    others = register(project).grants_of(entry)
    if not others:
        kind = kind_of(project, entry)
        message += f", which no grant declares{f'; {kind}' if kind else ''}"
        return problem(entry, message, help="take the access away, or declare the grant")
    grant, place = others[0]
    related = (Related("the grant is here", place),)
    help = f'set the role to "{grant.role}" at the platform, or correct the grant'
    return problem(entry, f'{message}, declared is "{grant.role}"', help=help, related=related)


def kind_of(project: Project, entry: AccessEntry) -> str:
    """What kind of address somebody has whom nobody declared, where it is not one of somebody of the house."""
    if entry.kind != "person":
        return "it is a group, whose members no list shows" if entry.kind == "group" else ""
    if is_private(entry.key.rpartition("@")[2]):
        return "it is a private mailbox"
    if is_of_many(project, entry):
        return "it looks like a mailbox of many"
    return "it is outside the allowed domains" if is_outside(project, entry.key) else ""
