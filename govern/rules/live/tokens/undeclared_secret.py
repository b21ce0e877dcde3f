"""A secret that is called after an advertising platform is declared as a token.

A credential that nobody declared has no owner, no day and no plan, so it is rotated by nobody and outlives whoever made it. Of other
secrets in the same store nothing is said: they do not belong to this project.

Remedy: declare it under `tokens`, with its platform, its owner and the day on which it was made, or delete it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.stores import LABELS, undeclared

SPECS = "{name: capi, platform: meta, stored_in: 'aws-secret:%s', owner: data-team, issued: 2026-08-01}"
LIVE = "secrets: {SecretList: [{ARN: 'arn:aws:x', Name: meta-capi, LastChangedDate: '2026-08-01T10:00:00Z'}]}"


@rule(
    good=f"specs: {{tokens: {{items: [{SPECS % 'meta-capi'}]}}}}\n{LIVE}",
    bad=f"specs: {{tokens: {{items: [{SPECS % 'capi'}]}}}}\n{LIVE}",
    level="note",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for listing, one in undeclared(project):
        message = f'{LABELS[listing.store]} has the secret "{one.name}", which no token of the specs names'
        yield Problem(one.place, message, help="declare it under tokens, or delete it", subject=one.name)
