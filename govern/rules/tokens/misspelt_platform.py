"""The platform of a token is spelt as govern knows it.

A token may be of any system, so a name that nobody knows is not a mistake. One that is a letter away from a platform is: how
long such a token lives and what it looks like is not asked, and it may be used for another platform unnoticed.

Remedy: take the name that the message suggests.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.platforms.spelling import platform_meant
from govern.project import Project
from govern.rules import Problem, put, rule
from govern.spec.spelling import did_you_mean

ITEM = "{name: capi, platform: %s, stored_in: vault:capi, owner: data, rotate_every: 60d, issued: 2026-11-01}"


@rule(
    good=f"tokens: {{items: [{ITEM % 'meta'}]}}",
    bad=f"tokens: {{items: [{ITEM % 'mta'}]}}",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for token, place in project.token_items():
        spelt = platform_meant(project, token.platform)
        if spelt:
            message = f'token "{token.name}" is of the platform "{token.platform}", which is not known'
            where = place.replace(route=(*place.route, "platform"))
            yield Problem(where, message, help=did_you_mean(spelt), fix=put(where, spelt))
