"""A token that ends before the policy's next rotation says when it is rotated.

The policy rotates every 90 days and this token ends after 60: whoever goes by the policy finds out from refused events. The calendar
has both days, and the later of them is wrong.

Remedy: give the token a `rotate_every` of its own, some days shorter than its life.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.rotations import days, number, rotations, shown, tokens, warning_time

ENDING = (
    "{name: capi, platform: meta, stored_in: vault:capi, owner: data-team, issued: 2026-11-01, expires: 2026-12-31%s}"
)


@rule(
    good=f"tokens: {{policy: {{rotate_every: 90d}}, items: [{ENDING % ', rotate_every: 45d'}]}}",
    bad=f"tokens: {{policy: {{rotate_every: 90d}}, items: [{ENDING % ''}]}}",
    level="warning",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    policies = {token.name: policy for token, _, policy in tokens(project)}
    for rotation in rotations(project):
        token = rotation.token
        if token.expires is None or token.rotate_every is not None or number(token.expires) >= rotation.due:
            continue
        if number(token.expires) - number(project.today) <= days(warning_time(policies.get(token.name))):
            continue  # `tokens/rotation-due-soon` says that it ends
        message = f'token "{token.name}" expires on {token.expires}, and the policy rotates it by {shown(rotation.due)}'
        where = rotation.place.replace(route=(*rotation.place.route, "expires"))
        yield Problem(where, message, help="give it a rotate_every of its own, shorter than its life")
