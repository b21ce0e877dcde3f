"""A list of people is of this business.

A list in which nobody is declared and nobody has an address of the house is most often one of another business, fetched with another
account: who has access here was not reviewed by it. So is one that has nobody of the review before.

Remedy: look at the account that the list names, and fetch it again; declare the people under `access.people` where the list is right.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.strangers import assets_of, of_strangers
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  access:
    people: [{name: Ana, email: ana@acme.example, team: data}]
    grants: [{who: ana@acme.example, platform: gtm, role: publish}]
"""
SHOWN = 3


@rule(
    good=f"{SPECS}\naccess: [{{user: ana@acme.example, role: publish, platform: gtm}}, {{user: bo@elm.example, role: read, platform: gtm}}]",
    bad=f"{SPECS}\naccess: [{{user: bo@elm.example, role: publish, platform: gtm}}, {{user: cy@elm.example, role: read, platform: gtm}}]",
    level="note",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for people, persons in of_strangers(project):
        count = len({entry.key for entry in persons})
        who = f"none of the {count} people" if count > 1 else "the one person"
        is_ = (
            "is declared or has an address of the house"
            if count > 1
            else "is not declared and has no address of the house"
        )
        assets = assets_of(project, persons)
        more = f" and {len(assets) - SHOWN} more" if len(assets) > SHOWN else ""
        message = f"{who} of this list ({'; '.join(assets[:SHOWN])}{more}) {is_}: is it the list of another business?"
        yield Problem(persons[0].place, message, help="look at the account that the list names", subject=people.file)
