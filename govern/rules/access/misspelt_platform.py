"""The platform of a grant is spelt as govern knows it.

A grant may be of any system, so a name that nobody knows is not a mistake. One that is a letter away from a platform is:
the grant is compared with no list of that platform, its role is not checked, and whoever looks there for the people of
an account misses one.

Remedy: take the name that the message suggests.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.platforms.spelling import platform_meant
from govern.project import Project
from govern.rules import Problem, put, rule
from govern.spec.spelling import did_you_mean

GRANT = "{who: a@b.example, platform: %s, asset: '1234', role: admin, approved_by: c@b.example, reason: reports}"


@rule(
    good=f"access: {{grants: [{GRANT % 'google_ads'}, {GRANT % 'looker'}]}}",
    bad=f"access: {{grants: [{GRANT % 'gogle_ads'}]}}",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for grant, place in project.grants():
        spelt = platform_meant(project, grant.platform)
        if spelt:
            message = (
                f'grant of "{grant.role}" to "{grant.who}" is at the platform "{grant.platform}", which is not known'
            )
            where = place.replace(route=(*place.route, "platform"))
            yield Problem(where, message, help=did_you_mean(spelt), fix=put(where, spelt), cause=grant.platform)
