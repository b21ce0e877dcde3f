"""A declared token is one that still works.

After its day the platform refuses every server event, with an error that only the sender's log shows. The dashboard
shows fewer conversions, which looks like a bad week.

Remedy: make a new token, correct `expires`, and add the day to `rotations`; or remove the token if nothing uses it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.tokens._due import has_expired


@rule(
    good="tokens: {items: [{name: capi, platform: meta, stored_in: vault:capi, expires: 2099-12-31}]}",
    bad="tokens: {items: [{name: capi, platform: meta, stored_in: vault:capi, expires: 2020-01-31}]}",
)
def check(project: Project) -> Iterator[Problem]:
    for token, place in project.token_items():
        if has_expired(token, project.today):
            message = f'token "{token.name}" expired on {token.expires}'
            yield Problem(place.replace(route=(*place.route, "expires")), message)
