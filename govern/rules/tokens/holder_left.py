"""A token is made anew when the person who holds it leaves.

Whoever had a token has it still: in their notes, in a shell's history, on a laptop. After their last day it opens the account
to somebody whom no contract binds any more, and when the platform closes their login, every server event stops.

Remedy: make the token anew for a service identity, write the day under `rotations`, and name who answers for it now.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.holders import people_of
from govern.tokens.rotations import last_made, tokens

PEOPLE = "access: {people: [{name: Bo, email: bo@acme.example, team: data, until: 2026-08-31}]}"
HELD = "{name: capi, platform: meta, stored_in: vault:capi, owner: data-team, holder: bo@acme.example, rotate_every: 90d, issued: %s}"


@rule(
    good=f"{PEOPLE}\ntokens: {{items: [{HELD % '2026-10-01'}]}}",
    bad=f"{PEOPLE}\ntokens: {{items: [{HELD % '2026-06-01'}]}}",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    for token, place, _ in tokens(project):
        for key, person, at in people_of(project, token):
            if not person.until or person.until >= project.today:
                continue
            made = last_made(token, project.today)
            if key == "holder" and made > person.until:
                continue  # made anew since, though nobody has written down for whom
            said = "holds" if key == "holder" else "answers for"
            since = f"was last made on {made}" if made else "has not been made anew since"
            message = f'"{person.email}", who {said} the token "{token.name}", left on {person.until}, and it {since}'
            related = (Related("who left is here", at),)
            help = "make it anew for a service" if key == "holder" else "name who answers for it now"
            yield Problem(place.replace(route=(*place.route, key)), message, related, help)
            break
