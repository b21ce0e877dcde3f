"""Somebody from outside has access for a time only.

Agencies and freelancers leave without telling the house. Access without an end outlives the contract by years: the last
one to publish a tag is somebody whom nobody here has ever met.

Remedy: write `until` at the person, the end of the contract or of the quarter, and renew it when the day comes.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.grants import current_grants
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.spelling import meant

POLICY = "policy: {domains: [shop.example]}"
GRANT = "{who: bo@agency.example, platform: gtm, role: read, approved_by: cto@shop.example, reason: reports}"


@rule(
    good=f"""
access:
  {POLICY}
  people: [{{name: Bo, email: bo@agency.example, team: agency, until: 2099-12-31}}]
  grants: [{GRANT}]
""",
    bad=f"""
access:
  {POLICY}
  people: [{{name: Bo, email: bo@agency.example, team: agency}}]
  grants: [{GRANT}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    own = tuple(domain.casefold() for access in project.access if access.policy for domain in access.policy.domains)
    endless = {entry.who for entry in current_grants(project) if entry.grant.until is None}
    for person, place in project.people() if own else ():
        domain = person.email.casefold().rpartition("@")[2]
        is_inside = any(domain == inside or domain.endswith(f".{inside}") for inside in own)
        if not is_inside and person.until is None and person.email.casefold() in endless:
            near, house = meant(domain, own), " or ".join(own)
            message = f'"{person.name}" is from {domain}, not from {house}, and has access without an end'
            help = f'is "{near}" in the policy spelt as meant?' if near else "write until at the person or at the grant"
            yield Problem(place, message, help=help, subject=person.email, cause=domain if near else "")
