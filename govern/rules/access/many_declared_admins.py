"""No more people are granted the administration of an account than the house wants.

Every administrator can let anybody in and lock everybody out, and a stolen session of one is enough. The house says how
many there may be under `policy: {admins: {max: 3}}`; without a word more than five at one account are too many.

Remedy: give those who publish or edit a role that allows just that.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.admins import USUAL_MAX, limits
from govern.access.grants import admins, subject, where
from govern.project import Project
from govern.rules import Problem, rule

GRANT = "{who: %s@b.example, platform: google_ads, role: %s, approved_by: cto@b.example, reason: setup}"
POLICY = "policy: {admins: {min: 1, max: 1}}"


@rule(
    good=f"access: {{{POLICY}, grants: [{GRANT % ('mia', 'ADMIN')}, {GRANT % ('bo', 'STANDARD')}]}}",
    bad=f"access: {{{POLICY}, grants: [{GRANT % ('mia', 'ADMIN')}, {GRANT % ('bo', 'ADMIN')}]}}",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    _, declared = limits(project)
    most = USUAL_MAX if declared is None else declared
    for entries, _ in admins(project):
        if len(entries) > most:
            one = entries[most]
            why = "the policy allows" if declared is not None else "usually enough:"
            message = f"{where(one)} has {len(entries)} administrators in the specs, {why} {most}"
            yield Problem(one.place, message, help="give somebody a lesser role", subject=subject(one.grant))
