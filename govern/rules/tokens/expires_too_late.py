"""A token does not outlive what its platform lets it live.

The specs say that it ends in a year, and its platform ends such tokens after 60 days: the calendar is quiet on the day on which every
event is refused.

Remedy: write the day that the platform shows, or correct `kind` or `issued`.

Source: the pages of the kinds of tokens in `govern/platforms`, with their days.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.kinds import kinds_meant, lifetime
from govern.tokens.rotations import last_made, number

ENDING = (
    "tokens: {items: [{name: capi, platform: meta, kind: system_user_expiring, stored_in: vault:capi, owner: data-team, "
    "issued: 2026-11-01, expires: %s}]}"
)
SPARE = 1
"""Time zones move a day by one."""


@rule(good=ENDING % "2026-12-31", bad=ENDING % "2027-11-01", by_date=True)
def check(project: Project) -> Iterator[Problem]:
    for token, place in project.token_items():
        platform = project.platform(token.platform) if token.kind and token.expires else None
        made = last_made(token, project.today)
        if platform is None or token.expires is None or not made:
            continue
        kinds = kinds_meant(token, platform)
        life = lifetime(kinds[0]) if len(kinds) == 1 else None
        if life is not None and number(token.expires) - number(made) > life + SPARE:
            message = f'token "{token.name}" was made on {made} and expires on {token.expires}, but the {kinds[0].kind} of {platform.name} lives {kinds[0].lifetime}'
            yield Problem(
                place.replace(route=(*place.route, "expires")), message, help="write the day that the platform shows"
            )
