"""A token is handed over before the person who holds it leaves.

The specs know the last day of this person, and it comes before the token is next made anew. On that day the token is in the
hands of somebody who has gone, or, where the platform closes their login, server events stop.

Remedy: make the token anew for a service identity before that day, or name who answers for it from then on.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.holders import people_of
from govern.tokens.rotations import number, rotations

PEOPLE = "access: {people: [{name: Bo, email: bo@acme.example, team: data, until: %s}]}"
TOKENS = """
tokens:
  items: [{name: capi, platform: meta, stored_in: vault:capi, owner: data-team, holder: bo@acme.example, rotate_every: 90d, issued: 2026-11-01}]
"""


@rule(good=f"{PEOPLE % '2027-06-30'}{TOKENS}", bad=f"{PEOPLE % '2026-12-15'}{TOKENS}", level="warning", by_date=True)
def check(project: Project) -> Iterator[Problem]:
    for rotation in rotations(project):
        for key, person, at in people_of(project, rotation.token):
            if person.until and person.until >= project.today and number(person.until) < rotation.due:
                said = "holds" if key == "holder" else "answers for"
                message = f'"{person.email}", who {said} the token "{rotation.token.name}", leaves on {person.until}, before it is made anew'
                place = rotation.place.replace(route=(*rotation.place.route, key))
                yield Problem(place, message, (Related("who leaves is here", at),), "hand it over before that day")
                break
