"""A token is rotated before it expires.

The plan says every 90 days for this token, and it ends after 60. Who keeps to the plan has a month in which the platform
refuses every server event; at the dashboard conversions fall, since only the browser's still arrive.

Remedy: shorten `rotate_every` so that the rotation is due some days before `expires`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.rotations import number, rotations, shown


@rule(
    good="""
tokens:
  items: [{name: capi, platform: meta, stored_in: vault:capi, owner: data-team, issued: 2026-11-20, expires: 2027-01-18, rotate_every: 45d}]
""",
    bad="""
tokens:
  items: [{name: capi, platform: meta, stored_in: vault:capi, owner: data-team, issued: 2026-11-20, expires: 2027-01-18, rotate_every: 90d}]
""",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    for rotation in rotations(project):
        expires = rotation.token.expires
        if expires is not None and rotation.token.rotate_every and number(expires) < rotation.due:
            message = (
                f'token "{rotation.token.name}" expires on {expires} and is to be rotated by {shown(rotation.due)}'
            )
            yield Problem(
                rotation.place.replace(route=(*rotation.place.route, "expires")), message, help="shorten rotate_every"
            )
