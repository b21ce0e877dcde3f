"""A grant that was given for a time ends with it.

The agency's contract is over and its people can still publish. Nobody notices until a tag appears on the site that nobody
here has ordered.

Remedy: take the role away at the platform and remove the grant, or set a new day in `until` and have it approved.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.grants import subject
from govern.project import Project
from govern.rules import Problem, rule

GRANT = "{who: a@b.example, platform: gtm, role: read, approved_by: c@b.example, reason: launch, until: %s}"


@rule(
    good=f"access: {{grants: [{GRANT % '2099-12-31'}]}}",
    bad=f"access: {{grants: [{GRANT % '2020-01-31'}]}}",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    for grant, place in project.grants():
        if grant.until is not None and grant.until < project.today:
            asset = f" at {grant.asset}" if grant.asset else ""
            message = f'grant of "{grant.role}" on {grant.platform}{asset} to "{grant.who}" ended on {grant.until}'
            until = place.replace(route=(*place.route, "until"))
            help = "remove the role at the platform and the grant here, or set a new day"
            yield Problem(until, message, help=help, subject=subject(grant))
