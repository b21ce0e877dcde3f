"""A token lies where the specs say that it does.

Servers that read a secret which is not there send nothing; and a token that lies somewhere else is one that nobody rotates. Only a list
that is whole says that something is missing.

Remedy: put the token there, or write the place where it lies.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place, Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.stores import LABELS, missing

SPECS = "{name: capi, platform: meta, stored_in: 'aws-secret:%s', owner: data-team, issued: 2026-08-01}"
LIVE = "secrets: {SecretList: [{ARN: 'arn:aws:x', Name: capi, LastChangedDate: '2026-08-01T10:00:00Z'}]}"


@rule(
    good=f"specs: {{tokens: {{items: [{SPECS % 'capi'}]}}}}\n{LIVE}",
    bad=f"specs: {{tokens: {{items: [{SPECS % 'meta-capi'}]}}}}\n{LIVE}",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for token, place, listing in missing(project):
        message = f'{LABELS[listing.store]} has no secret for the token "{token.name}", which is said to lie there'
        where = Place(listing.file, entity="list of secrets")
        yield Problem(
            where,
            message,
            (Related("the token is declared here", place),),
            "put it there, or correct stored_in",
            token.name,
        )
