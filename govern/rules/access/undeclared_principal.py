"""Every grant is for somebody whom the specs declare.

A grant to a misspelt address is held by nobody, and whoever really has the role looks like an intruder in the audit.
Where people are declared at all, a grant to anybody else is a slip or somebody forgotten; where only service identities
are, what looks like one of them is.

Remedy: take the spelling that the message suggests, or add the person to `people` or the machine to `services`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.grants import shared
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.spelling import nearest, suggest


@rule(
    good="""
access:
  people: [{name: Mia, email: mia@b.example}]
  grants: [{who: mia@b.example, platform: gtm, role: read, approved_by: cto@b.example, reason: reports}]
""",
    bad="""
access:
  people: [{name: Mia, email: mia@b.example}]
  grants: [{who: mai@b.example, platform: gtm, role: read, approved_by: cto@b.example, reason: reports}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    if not project.is_whole("access") or any(name != other for _, (name, _), (other, _) in shared(project)):
        return  # somebody has the address of another, and their own is missing: access/address-of-two says so
    known: dict[str, None] = {}
    for person, _ in project.people():
        known.update(dict.fromkeys((person.email, *person.aliases, person.name)))
    for service, _ in project.services():
        known.update(dict.fromkeys((service.id, service.name)))
    has_people = any(True for _ in project.people())
    lower = {name.casefold() for name in known}
    for grant, place in project.grants():
        if grant.who.casefold() not in lower and (has_people or nearest(grant.who, known)):
            message = f'"{grant.who}" is granted access and is neither a person nor a service that the specs declare'
            where = place.replace(route=(*place.route, "who"))
            help = suggest(grant.who, known) or "add them to people or services"
            yield Problem(where, message, help=help, cause=grant.who.casefold())
