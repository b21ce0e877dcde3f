"""Somebody approved each role that a person has.

A role of the house gives access at every platform at once, and a review asks who said yes. Roles that were found in lists have no
approval: that somebody has access does not say whether they should.

Remedy: write the role as `{role: analyst, approved_by: cto@acme.example}` when it has been looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.houseroles import held_roles, house_roles
from govern.project import Project
from govern.rules import Problem, rule

ROLES = "roles: {analyst: {gtm: read, ga4: viewer}}"
PERSON = "{name: Mia, email: mia@b.example, team: data, roles: [%s]}"


@rule(
    good=f"access: {{{ROLES}, people: [{PERSON % '{role: analyst, approved_by: cto@b.example}'}]}}",
    bad=f"access: {{{ROLES}, people: [{PERSON % 'analyst'}]}}",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    known, said = house_roles(project), set()
    for held in held_roles(project):
        gone = (held.role.until or held.person.until or "9999") < project.today
        key = held.person.email.casefold()
        if held.name.casefold() in known and not (held.role.approved_by or "").strip() and not gone and key not in said:
            said.add(key)
            message = f'"{held.person.name}" has the role "{held.name}", and nobody is named who approved it'
            yield Problem(held.place, message, help="write approved_by at the role", subject=held.person.email)
