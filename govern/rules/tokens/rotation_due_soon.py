"""No token is due for rotation, or expires, within the next days.

A token that runs out on a Friday evening stops every server event until Monday; what was not sent within the platform's
few days is lost.

Remedy: plan the rotation. `tokens.policy.warn_before` sets how long before its day this is said: 14 days unless told
otherwise, and half of `rotate_every` at most.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.rotations import days, number, rotations, shown, tokens, warning_time


@rule(
    good="""
tokens:
  items: [{name: capi, platform: meta, stored_in: vault:capi, owner: data-team, rotate_every: 60d, issued: 2026-11-20}]
""",
    bad="""
tokens:
  items: [{name: capi, platform: meta, stored_in: vault:capi, owner: data-team, rotate_every: 60d, issued: 2026-10-01}]
""",
    level="warning",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    today, ending = number(project.today), set()
    for token, place, policy in tokens(project):
        left = number(token.expires) - today if token.expires is not None else -1
        if 0 <= left <= days(warning_time(policy)):
            ending.add(token.name)
            message = f'token "{token.name}" expires on {token.expires}, {how_soon(left)}'
            yield Problem(place.replace(route=(*place.route, "expires")), message, help="make a new one before that")
    for rotation in rotations(project):
        is_due = rotation.due - rotation.warn_before <= today <= rotation.due
        if is_due and rotation.token.name not in ending:  # one task, said once
            message = f'token "{rotation.token.name}" is to be rotated by {shown(rotation.due)}, {how_soon(rotation.due - today)}'
            yield Problem(rotation.place, message, help="make a new one, and add the day to rotations")


def how_soon(days: int) -> str:
    """A number of days from today in words."""
    return "today" if days == 0 else f"in {days} day{'s' * (days != 1)}"
