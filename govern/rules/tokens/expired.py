"""A declared token has not expired.

After its day the platform refuses every server event, with an error that only the sender's log shows. The dashboard
shows fewer conversions, which looks like a bad week.

Remedy: make a new token, correct `expires`, and add the day to `rotations`; or remove the token if nothing uses it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.rotations import has_expired, last_made


@rule(
    good="tokens: {items: [{name: capi, platform: meta, stored_in: vault:capi, owner: data-team, expires: 2099-12-31}]}",
    bad="tokens: {items: [{name: capi, platform: meta, stored_in: vault:capi, owner: data-team, expires: 2020-01-31}]}",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    for token, place in project.token_items():
        is_stale = (token.expires or "") < last_made(
            token, project.today
        )  # made anew since: tokens/dates-out-of-order says so
        if has_expired(token, project.today) and not is_stale:
            message = f'token "{token.name}" expired on {token.expires}'
            where = place.replace(route=(*place.route, "expires"))
            yield Problem(where, message, help="make a new one, or remove the token if nothing uses it")
