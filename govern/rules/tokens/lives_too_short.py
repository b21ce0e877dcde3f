"""A token is rotated before its kind ends by itself.

Meta's expiring system user tokens end after 60 days, whatever the plan says. From then on every server event is refused;
at the dashboard it looks like a slow week, since the browser's events still arrive.

Remedy: rotate more often than the kind lives, or take a kind that lives longer, such as `system_user_non_expiring`.

Source: https://developers.facebook.com/docs/business-management-apis/system-users/install-apps-and-generate-tokens,
checked 2026-11-22; for other platforms the addresses in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.kinds import kinds_meant, lifetime
from govern.tokens.rotations import days, tokens


@rule(
    good="""
tokens:
  items: [{name: capi, platform: meta, kind: system_user_expiring, stored_in: vault:capi, owner: data-team, issued: 2026-11-01, rotate_every: 45d}]
""",
    bad="""
tokens:
  items: [{name: capi, platform: meta, kind: system_user_expiring, stored_in: vault:capi, owner: data-team, issued: 2026-11-01, rotate_every: 90d}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for token, place, policy in tokens(project):
        every = token.rotate_every or (policy.rotate_every if policy else None)
        platform = project.platform(token.platform) if token.kind and every else None
        if platform is None or every is None or token.expires is not None:
            continue
        kinds = kinds_meant(token, platform)
        life = lifetime(kinds[0]) if len(kinds) == 1 else None
        if life is not None and days(every) > life:
            message = f'token "{token.name}" is rotated every {every}, but the {kinds[0].kind} of {platform.name} lives {kinds[0].lifetime}'
            route = "rotate_every" if token.rotate_every else "kind"
            yield Problem(place.replace(route=(*place.route, route)), message, help=f"rotate it at least every {life}d")
