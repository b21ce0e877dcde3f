"""Every token has a place of its own.

Two tokens with one `stored_in` are one secret under two names, or one of the two overwrote the other. When one is
rotated, the other stops working as well, and the error turns up at a platform that nobody touched.

Remedy: store each token under a name of its own, or remove the entry that is left over.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place, Related
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
tokens:
  items:
    - {name: meta-capi, platform: meta, stored_in: vault:meta-capi, owner: data-team, expires: 2099-12-31}
    - {name: tiktok-events, platform: tiktok, stored_in: vault:tiktok-events, owner: data-team, expires: 2099-12-31}
""",
    bad="""
tokens:
  items:
    - {name: meta-capi, platform: meta, stored_in: vault:capi, owner: data-team, expires: 2099-12-31}
    - {name: tiktok-events, platform: tiktok, stored_in: vault:capi, owner: data-team, expires: 2099-12-31}
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    first: dict[str, tuple[str, Place]] = {}
    for token, place in project.token_items():
        where = place.replace(route=(*place.route, "stored_in"))
        name, other = first.setdefault(token.stored_in.strip(), (token.name, where))
        if name != token.name:
            message = f'token "{token.name}" is stored in "{token.stored_in}", where token "{name}" is stored'
            yield Problem(where, message, (Related("the first one is here", other),), "give it a place of its own")
