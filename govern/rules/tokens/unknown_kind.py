"""The kind of a token is one that its platform issues.

How long a token lives and who can revoke it depend on its kind. With a word that nobody knows, neither is checked, and
the person who has to replace it on a Friday evening looks for something that does not exist.

Remedy: take the kind that the message suggests; one that is new at the platform is added under `tokens: {items: [...]}` in
`platforms/<key>.yaml`.

Source: the kinds stand with their sources in the facts about each platform, `govern/platforms`, checked 2026-11-22, such
as https://developers.facebook.com/docs/business-management-apis/system-users/install-apps-and-generate-tokens.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, put, rule
from govern.spec.spelling import meant, suggest
from govern.tokens.kinds import kinds_meant, mixed_up, with_kind


@rule(
    good="tokens: {items: [{name: capi, platform: meta, kind: system_user, stored_in: vault:capi, owner: data-team, expires: 2099-12-31}]}",
    bad="tokens: {items: [{name: capi, platform: meta, kind: sytem_user_expiring, stored_in: vault:capi, owner: data-team, expires: 2099-12-31}]}",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    elsewhere = {token.name for _, token in mixed_up(project)}  # tokens/other-platform speaks of these
    for token, place, platform in with_kind(project):
        if not kinds_meant(token, platform) and token.name not in elsewhere:
            message = f'token "{token.name}" is of the kind "{token.kind}", which {platform.name} is not known to issue'
            help = suggest(token.kind or "", platform.token_kinds)
            where, fix = place.replace(route=(*place.route, "kind")), meant(token.kind or "", platform.token_kinds)
            yield Problem(where, message, help=help, fix=put(where, fix))
