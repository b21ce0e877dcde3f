"""Whoever has left holds no grants.

A person or service with a past `until` is known to be gone, and yet the specs say that they may still do something. An
account that its owner no longer looks at is the one that is taken over.

Remedy: remove the grant and take the role away at the platform; if they came back, set a new day in `until`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.grants import subject
from govern.core.report import Place, Related
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
access:
  people: [{name: Bo, email: bo@agency.example, until: 2099-12-31}]
  grants: [{who: bo@agency.example, platform: gtm, role: read, approved_by: cto@b.example, reason: reports}]
""",
    bad="""
access:
  people: [{name: Bo, email: bo@agency.example, until: 2020-01-31}]
  grants: [{who: bo@agency.example, platform: gtm, role: read, approved_by: cto@b.example, reason: reports}]
""",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    left: dict[str, tuple[str, Place]] = {}
    for person, place in project.people():
        if person.until is not None and person.until < project.today:
            left.update({who.casefold(): (person.until, place) for who in (person.name, person.email, *person.aliases)})
    for service, place in project.services():
        if service.until is not None and service.until < project.today:
            left.update({who.casefold(): (service.until, place) for who in (service.id, service.name)})
    for grant, place in project.grants():
        has_ended = grant.until is not None and grant.until < project.today  # access/grant-past-until says so
        if grant.who.casefold() in left and not has_ended:
            until, person_place = left[grant.who.casefold()]
            message = f'"{grant.who}" left on {until} and is granted the role "{grant.role}" on {grant.platform}'
            related = (Related("who left is here", person_place),)
            help = "remove the grant here, and the role at the platform"
            yield Problem(place, message, related, help, subject(grant))
