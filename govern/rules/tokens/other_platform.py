"""A destination's token is one of its own platform.

A token of another platform is refused with the first event. Whoever copied the destination and forgot this line sees a
new channel that never gets a conversion, and looks for the reason in the campaign.

Remedy: name the platform's own token, or correct the token's `platform`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place, Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.kinds import mixed_up

TOKENS = """
tokens:
  policy: {rotate_every: 90d}
  items: [{name: meta-capi, platform: meta, stored_in: vault:capi, owner: data-team, issued: 2026-11-01}]
"""


@rule(
    good=f"destinations: [{{name: meta, platform: meta, server: {{token: meta-capi}}}}]{TOKENS}",
    bad=f"destinations: [{{name: tiktok, platform: tiktok, server: {{token: meta-capi}}}}]{TOKENS}",
)
def check(project: Project) -> Iterator[Problem]:
    places: dict[str, Place] = {}
    for token, place in project.token_items():
        places.setdefault(token.name, place)
    for destination, found in mixed_up(project):
        here, there = (project.platform(name) for name in (destination.platform, found.platform))
        if here is not None and there is not None:
            message = f'destination "{destination.name}" is {here.name} and is served with token "{found.name}" of {there.name}'
            related = (Related("the token is here", places[found.name]),)
            yield Problem(destination.place("server", "token"), message, related, "name a token of its own")
