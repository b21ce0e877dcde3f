"""Every person with access belongs to a team.

In a review somebody has to say whether a person still needs what they have, and that is whoever leads their team.
Without one the question is answered with a shrug, and the access stays another quarter.

Remedy: write the `team`; for an agency its name.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.grants import current_grants
from govern.project import Project
from govern.rules import Problem, rule

GRANT = "{who: mia@b.example, platform: gtm, role: read, approved_by: cto@b.example, reason: reports}"


@rule(
    good=f"access: {{people: [{{name: Mia, email: mia@b.example, team: data}}], grants: [{GRANT}]}}",
    bad=f"access: {{people: [{{name: Mia, email: mia@b.example}}], grants: [{GRANT}]}}",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    with_access = {entry.who for entry in current_grants(project)}
    for person, place in project.people():
        if person.email.casefold() in with_access and not (person.team or "").strip():
            yield Problem(place, f'"{person.name}" has access and no team', help="write the team", subject=person.email)
