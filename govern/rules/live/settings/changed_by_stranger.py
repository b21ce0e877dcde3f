"""Settings are changed by people whom the specs know.

The history of a property says who changed what. Somebody who is not among the declared people had the right to do it: an account that was
forgotten when he left, or an agency of which nobody wrote down who it is.

Remedy: find out who it was; declare the person with a grant, or take the access away.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.entries import key_of
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import name_of, of_kind, problem

HISTORY = """
specs: {access: {people: [{name: Ana Ruiz, email: ana@acme.example}]}}
settings:
  - changeHistoryEvents: [{id: e1, changeTime: '2026-11-15T10:30:00Z', actorType: USER, userActorEmail: %s,
      changes: [{resource: PROPERTY, action: UPDATED}]}]
"""


@rule(good=HISTORY % "ana@acme.example", bad=HISTORY % "old@agency.example", level="warning", cost="security")
def check(project: Project) -> Iterator[Problem]:
    known = {
        key_of(address) for access in project.access for one in access.people for address in (one.email, *one.aliases)
    }
    known |= {key_of(one.id) for access in project.access for one in access.services}
    told: set[str] = set()
    for setting in of_kind(project, "changed") if known else ():
        actor = key_of(str(setting.says("actor") or ""))
        if "@" in actor and actor not in known and actor not in told:
            told.add(actor)
            message = f'"{actor}" changed {setting.says("what") or "something"} at {name_of(setting.platform)} on {setting.says("day")}, and is not declared'
            yield problem(
                setting, message, help="declare the person with a grant, or take the access away", about=actor
            )
