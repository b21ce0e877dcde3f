"""A token is rotated by the day that the policy sets.

The longer a token lives, the more logs, laptops and former colleagues know it. The day somebody uses it, purchases that
never happened appear in the account, and nobody can tell since when.

Remedy: make a new token, store it, revoke the old one, and add the day to `rotations`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.rotations import number, rotations, shown


@rule(
    good="""
tokens:
  items: [{name: capi, platform: meta, stored_in: vault:capi, owner: data-team, rotate_every: 60d, issued: 2026-11-01}]
""",
    bad="""
tokens:
  items: [{name: capi, platform: meta, stored_in: vault:capi, owner: data-team, rotate_every: 60d, issued: 2020-01-01}]
""",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    today = number(project.today)
    for rotation in rotations(project):
        if rotation.due < today:
            message = (
                f'token "{rotation.token.name}" was last made on {shown(rotation.made)} and was to be rotated by '
                f"{shown(rotation.due)}, {today - rotation.due} day{'s' * (today - rotation.due != 1)} ago"
            )
            yield Problem(rotation.place, message, help="make a new one, and add the day to rotations")
