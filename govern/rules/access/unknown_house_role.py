"""A role that a person has is one that the house has.

Roles stand under `access: {roles: ...}`, and grants follow from them. From one that nobody has declared nothing follows: the person
counts as having no access, and each thing they may do looks like something they were never given.

Remedy: take the name that the message suggests, or declare the role.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.houseroles import held_roles, house_roles
from govern.project import Project
from govern.rules import Problem, put, rule
from govern.spec.spelling import meant, suggest

PEOPLE = "people: [{name: Mia, email: mia@b.example, team: data, roles: [%s]}]"
ROLES = "roles: {analyst: {gtm: read, ga4: viewer}}"


@rule(
    good=f"access: {{{ROLES}, {PEOPLE % 'analyst'}}}",
    bad=f"access: {{{ROLES}, {PEOPLE % 'analist'}}}",
)
def check(project: Project) -> Iterator[Problem]:
    if not project.is_whole("access"):
        return
    known = house_roles(project)
    words = tuple(dict.fromkeys(name for access in project.access for name in access.roles))
    for held in held_roles(project):
        if held.name.casefold() in known:
            continue
        person = held.person.roles[int(held.place.route[-1])]
        where = held.place if isinstance(person, str) else held.place.replace(route=(*held.place.route, "role"))
        message = f'"{held.person.name}" has the role "{held.name}", which the house does not have'
        help = suggest(held.name, words) or "declare it under access, roles"
        yield Problem(where, message, help=help, fix=put(where, meant(held.name, words)), cause=held.name.casefold())
