"""At least two people are granted the administration of an account.

With one administrator, a lost phone or a closed mailbox locks everybody out, and getting an account back from a platform
takes weeks in which no campaign can be stopped. The house may ask for another number under `policy: {admins: {min: 3}}`.

Remedy: grant the role to a second person, from the same organisation and not from an agency.

Source: https://support.google.com/tagmanager/answer/6107011, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.admins import USUAL_MIN, limits
from govern.access.grants import admins, subject, where
from govern.project import Project
from govern.rules import Problem, rule

MIA = "{who: mia@b.example, platform: gtm, role: admin, approved_by: cto@b.example, reason: setup}"
BO = "{who: bo@b.example, platform: gtm, role: admin, approved_by: cto@b.example, reason: deputy}"


@rule(good=f"access: {{grants: [{MIA}, {BO}]}}", bad=f"access: {{grants: [{MIA}]}}", level="warning", by_date=True)
def check(project: Project) -> Iterator[Problem]:
    declared, _ = limits(project)
    least = USUAL_MIN if declared is None else declared
    for entries, is_top in admins(project):
        if is_top and len(entries) < least:
            first = entries[0]
            count = f"{len(entries)} administrator{'s' * (len(entries) != 1)}"
            message = f"{where(first)} has {count} in the specs, expected at least {least}"
            yield Problem(first.place, message, help="grant the role to one more person", subject=subject(first.grant))
