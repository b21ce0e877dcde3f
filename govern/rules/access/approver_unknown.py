"""Whoever approved access is somebody whom the specs declare, and was there on that day.

An approval by an address that is a letter off, or by somebody who had left before the access began, does not count: in a review nobody
answers for it. Approvers of whom the specs say nothing at all, such as a board, are left alone.

Remedy: take the spelling that the message suggests, add the approver to `people`, or have it approved anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.grants import current_grants
from govern.access.near import is_slip
from govern.project import Project
from govern.rules import Problem, rule

LEAST = 3
"""A name, or the part of an address before its sign, of so many letters can be mistaken for another."""

PEOPLE = "people: [{name: Mia, email: mia@b.example, team: data}, {name: Lou, email: lou@b.example, team: it}]"
GRANT = "{who: mia@b.example, platform: gtm, role: read, approved_by: %s, reason: reports}"


@rule(
    good=f"access: {{{PEOPLE}, grants: [{GRANT % 'lou@b.example'}]}}",
    bad=f"access: {{{PEOPLE}, grants: [{GRANT % 'luo@b.example'}]}}",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    if not project.is_whole("access"):
        return
    left: dict[str, str] = {}
    for person, _ in project.people():
        left.update(
            dict.fromkeys((n.casefold() for n in (person.name, person.email, *person.aliases)), person.until or "")
        )
    asked = set()
    for entry in current_grants(project):
        approver = (entry.grant.approved_by or "").strip()
        key, since = approver.casefold(), entry.grant.since or ""
        where = entry.place.replace(route=(*entry.place.route, "approved_by"))
        if "" < left.get(key, "") < since:
            message = f'"{approver}" left on {left[key]} and is said to have approved access that began on {since}'
            yield Problem(where, message, help="have it approved anew", cause=key)
        if not approver or key in left or key in asked:
            continue
        asked.add(key)
        if like := next((name for name in left if is_near_address(name, key)), ""):
            message = f'"{approver}" approved access and is not one of the people that the specs declare'
            yield Problem(where, message, help=f'did you mean "{like}"?', cause=key)


def is_near_address(one: str, other: str) -> bool:
    """Whether two addresses, or names, are a slip of the hand apart; short ones are always near each other."""
    return min(len(text.partition("@")[0]) for text in (one, other)) >= LEAST and is_slip(one, other)
