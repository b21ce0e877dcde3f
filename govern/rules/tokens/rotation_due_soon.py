"""A token that has to be rotated, or that expires, within days has somebody at work on it.

A token that runs out on a Friday evening stops every server event until Monday; what was not sent within the platform's
few days is lost.

Remedy: plan the rotation; `tokens.policy.warn_before` sets how long before its day this is said (14 days by default).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.tokens._due import days, number, rotations, shown, tokens, warning_time


@rule(
    good="""
tokens:
  items: [{name: capi, platform: meta, stored_in: vault:capi, rotate_every: 60d, issued: 2026-11-20}]
""",
    bad="""
tokens:
  items: [{name: capi, platform: meta, stored_in: vault:capi, rotate_every: 60d, issued: 2026-10-01}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    today = number(project.today)
    for rotation in rotations(project):
        if rotation.due - rotation.warn_before <= today <= rotation.due:
            message = f'token "{rotation.token.name}" is to be rotated by {shown(rotation.due)}'
            yield Problem(rotation.place, message)
    for token, place, policy in tokens(project):
        if token.expires is not None and 0 <= number(token.expires) - today <= days(warning_time(policy)):
            message = f'token "{token.name}" expires on {token.expires}'
            yield Problem(place.replace(route=(*place.route, "expires")), message)
