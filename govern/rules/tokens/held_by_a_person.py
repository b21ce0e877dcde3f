"""Where the policy wants services to hold tokens, no token is a person's.

A token made from a person's login ends when they change their password or leave: server events stop on their last day,
and at the dashboard the campaign looks as if it had died. It also opens everything the person may open.

Remedy: make the token anew for a service identity (a system user at Meta, a service account at Google).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.regex import regex
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.sections.tokens import Token
from govern.tokens.rotations import tokens

POLICY = "policy: {holder: service, rotate_every: 60d}"
MACHINES = regex(
    r"(?:svc|service|bot|robot|system|automation|deploy|ci)\b.*@.*|.*\.(?:gserviceaccount\.com|local|internal)"
)
"""Addresses that are not a person's, by their first word or their domain."""


@rule(
    good=f"""
tokens:
  {POLICY}
  items: [{{name: capi, platform: meta, kind: system_user, stored_in: vault:capi, owner: data-team, issued: 2026-11-01}}]
""",
    bad=f"""
tokens:
  {POLICY}
  items: [{{name: capi, platform: meta, kind: user_long_lived, stored_in: vault:capi, owner: data-team, issued: 2026-11-01}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    people = {
        name.casefold() for person, _ in project.people() for name in (person.email, person.name, *person.aliases)
    }
    services = {name.casefold() for service, _ in project.services() for name in (service.id, service.name)}
    for token, place, policy in tokens(project):
        if policy is not None and policy.holder == "service":
            key, why = personal(token, people, services)
            if key:
                message = f'token "{token.name}" {why}, and the policy wants services to hold tokens'
                yield Problem(place.replace(route=(*place.route, key)), message, help="make it anew for a service")


def personal(token: Token, people: set[str], services: set[str]) -> tuple[str, str]:
    """The key that shows that a token is a person's, and why; empty where nothing does."""
    holder = (token.holder or "").strip().casefold()
    if holder in people or (holder not in services and "@" in holder and not MACHINES.fullmatch(holder)):
        return "holder", f'is held by "{token.holder}"'
    if token.kind == "user" or (token.kind or "").startswith("user_"):
        return "kind", f'is of the kind "{token.kind}", which is made from a person\'s login'
    return "", ""
