"""Every token has an owner.

When it has leaked, minutes count, and somebody has to know how it is replaced and what stops meanwhile. A token without
an owner is rotated by nobody and revoked by whoever dares.

Remedy: name the team that answers for it (`owner: data-team`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="tokens: {items: [{name: capi, platform: meta, stored_in: vault:capi, expires: 2099-12-31, owner: data-team}]}",
    bad="tokens: {items: [{name: capi, platform: meta, stored_in: vault:capi, expires: 2099-12-31}]}",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    for token, place in project.token_items():
        if not (token.owner or "").strip():
            yield Problem(place, f'token "{token.name}" has no owner', help="name a team in owner")
