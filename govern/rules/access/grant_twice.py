"""A grant stands in the specs once.

Of two grants of one role the second stays when the first is taken away, so the review that removed the access finds it
still approved, on paper and at the platform.

Remedy: remove one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.grants import current_grants, subject
from govern.access.rolenames import role_key
from govern.core.report import Place, Related
from govern.project import Project
from govern.rules import Problem, rule

GRANT = "{who: mia@b.example, platform: gtm, asset: %s, role: read, approved_by: cto@b.example, reason: reports}"


@rule(
    good=f"access: {{grants: [{GRANT % 'GTM-ABC1234'}, {GRANT % 'GTM-DEF1234'}]}}",
    bad=f"access: {{grants: [{GRANT % 'GTM-ABC1234'}, {GRANT % 'GTM-ABC1234'}]}}",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    first: dict[tuple[str, str, str, str], Place] = {}
    for entry in current_grants(project):
        key = (entry.who, entry.platform, entry.asset, role_key(entry.grant.role))
        other = first.setdefault(key, entry.place)
        if other is not entry.place:
            message = (
                f'grant of "{entry.grant.role}" on {entry.grant.platform} to "{entry.grant.who}" stands here twice'
            )
            yield Problem(
                entry.place, message, (Related("the first one", other),), "remove one of the two", subject(entry.grant)
            )
