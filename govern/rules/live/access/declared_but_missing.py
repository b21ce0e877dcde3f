"""A declared grant exists at its platform.

A grant that the platform does not have is a plan that nobody carried out, or access that was taken away and is still
approved on paper. Reviews that list it as granted are wrong.

Remedy: give the access, or remove the grant from the specs.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.grants import subject
from govern.access.register import missing, platform_name
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  access:
    grants:
      - {who: ana@acme.example, platform: gtm, role: user}
      - {who: bo@agency.example, platform: gtm, role: user}
"""


@rule(
    good=f"""{SPECS}
access:
  userPermission:
    - {{emailAddress: ana@acme.example, accountAccess: {{permission: user}}}}
    - {{emailAddress: bo@agency.example, accountAccess: {{permission: user}}}}
""",
    bad=f"""{SPECS}
access:
  userPermission:
    - {{emailAddress: ana@acme.example, accountAccess: {{permission: user}}}}
""",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for grant, place in missing(project):
        where = " ".join((platform_name(project, grant.platform), grant.asset or "")).strip()
        message = f'"{grant.who}" does not have the role "{grant.role}" at {where}, which the specs grant'
        yield Problem(place, message, help="give the access, or remove the grant", subject=subject(grant))
