"""A token that was rotated has a new version in its store.

The specs say on which day a token was made anew, and the secret store says that nothing of it was changed since before that day. Either
the new token was never put there, and servers go on with the old one, or the day in the specs is a wish.

Remedy: put the new token into the store, or take the day out of the specs.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.stores import older_than_said

SPECS = "{name: capi, platform: meta, stored_in: 'aws-secret:capi', owner: data-team, issued: %s}"
LIVE = "secrets: {SecretList: [{ARN: 'arn:aws:x', Name: capi, LastChangedDate: '2026-08-01T10:00:00Z'}]}"


@rule(
    good=f"specs: {{tokens: {{items: [{SPECS % '2026-08-01'}]}}}}\n{LIVE}",
    bad=f"specs: {{tokens: {{items: [{SPECS % '2026-11-01'}]}}}}\n{LIVE}",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for token, place, one, said in older_than_said(project):
        known = one.made or one.changed
        message = (
            f'token "{token.name}" was made on {said}, as the specs say, and its secret was last changed on {known}'
        )
        yield Problem(
            one.place,
            message,
            (Related("the token is declared here", place),),
            "put the new token into the store",
            token.name,
        )
