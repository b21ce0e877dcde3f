"""A token for a platform that servers send to is named by a destination.

A token that no destination names is one that nobody misses when it goes, and that still opens the account. It also
hides in the rotation calendar, where somebody renews it quarter after quarter.

Remedy: name it with `server: {token: ...}` at the destination it is for; revoke it if there is none; a token for
something else, such as a report, may say so in an ignore comment.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.mappings import has_server_leg

TOKENS = """
tokens:
  policy: {rotate_every: 90d}
  items:
    - {name: capi, platform: meta, stored_in: vault:capi, owner: data-team, issued: 2026-11-01}
"""
OLD = "    - {name: capi-old, platform: meta, stored_in: vault:old, owner: data-team, issued: 2026-11-01}\n"
DESTINATION = "destinations: [{name: meta, platform: meta, server: {token: capi}}]"


@rule(good=DESTINATION + TOKENS, bad=DESTINATION + TOKENS + OLD, level="note")
def check(project: Project) -> Iterator[Problem]:
    if not project.is_whole("destinations"):
        return
    sent = has_server_leg(project)
    named: dict[str, set[str]] = {}
    for destination in project.destinations:
        if destination.server is not None:
            tokens = named.setdefault(key_of(project, destination.platform), set())
            if destination.server.token or destination.name in sent:  # that one is missing is said elsewhere
                tokens.add(destination.server.token or "")
    of_platform: dict[str, set[str]] = {}
    for token, _ in project.token_items():
        of_platform.setdefault(key_of(project, token.platform), set()).add(token.name)
    used = {name for names in named.values() for name in names}
    unclear = {platform for platform, names in named.items() if not names <= of_platform.get(platform, set())}
    for token, place in project.token_items():
        if used and token.name not in used and key_of(project, token.platform) in named.keys() - unclear:
            message = f'token "{token.name}" is named by no destination, while others of {token.platform} are'
            yield Problem(place, message, help="name it at its destination, or revoke it")


def key_of(project: Project, name: str) -> str:
    """The key of a platform, whichever of its names is written; a name that nobody knows stands for itself."""
    found = project.platform(name)
    return found.key if found is not None else name
