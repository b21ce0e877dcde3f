"""A secret that is called after an advertising platform is declared as a token.

A credential that nobody declared has no owner, no day and no plan, so it is rotated by nobody and outlives whoever made it. Of other
secrets in the same store nothing is said: they are none of this project's business.

Remedy: declare it under `tokens`, with its platform, its owner and the day on which it was made, or delete it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.stores import LABELS, is_same, reference

SPECS = "{name: capi, platform: meta, stored_in: 'aws-secret:%s', owner: data-team, issued: 2026-08-01}"
LIVE = "secrets: {SecretList: [{ARN: 'arn:aws:x', Name: meta-capi, LastChangedDate: '2026-08-01T10:00:00Z'}]}"
SHORT = 2
"""A word of so many letters, such as `x`, may mean anything."""


@rule(
    good=f"specs: {{tokens: {{items: [{SPECS % 'meta-capi'}]}}}}\n{LIVE}",
    bad=f"specs: {{tokens: {{items: [{SPECS % 'capi'}]}}}}\n{LIVE}",
    level="note",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    if not any(True for _ in project.token_items()):
        return
    words = {word.casefold() for word in project.platform_words() if len(word) > SHORT}
    declared = [found for token, _ in project.token_items() if (found := reference(token.stored_in)) is not None]
    for listing in project.live.secrets:
        for one in listing.items:
            name = re.split(r"[^a-z0-9]+", one.name.casefold())
            joined = {"_".join(pair) for pair in pairwise(name)}
            if words.isdisjoint({*name, *joined}) or any(is_same(at, listing, one) for at in declared):
                continue
            message = f'{LABELS[listing.store]} has the secret "{one.name}", which no token of the specs names'
            yield Problem(one.place, message, help="declare it under tokens, or delete it", subject=one.name)
