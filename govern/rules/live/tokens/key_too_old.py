"""A key at a cloud is changed as often as the policy says.

An access key or a key of a service account works for whoever has a copy of it: on a laptop that was sold, in a log, in the home of a
colleague who left. Its age is how long such copies have been made. Where no policy says how often credentials are changed, 90 days
are taken.

Remedy: make a second key, give it to whatever uses the old one, look that the old one is not used any more, and delete it.

Source: https://docs.datadoghq.com/security/default_rules/aws-iam-user-access-keys-should-be-rotated-every-90-days-or-less/ and
https://www.emnode.com/learn/control/iam-3/ (control IAM.3 of AWS Security Hub), checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.keys import oldest, usable
from govern.tokens.rotations import days, number
from govern.tokens.stores import LABELS

LIVE = "secrets: {AccessKeyMetadata: [{UserName: tagging, Status: %s, CreateDate: '%sT10:00:00Z', AccessKeyId: AKIAIOSFODNN7EXAMPLE}]}"


@rule(
    good=LIVE % ("Active", "2026-10-01"),
    bad=LIVE % ("Active", "2025-10-01"),
    level="warning",
    cost="security",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    most, is_said = oldest(project)
    expected = f"expected at most {most}" + ("" if is_said else ", since no policy says how often")
    for listing, key in usable(project):
        age = number(project.today) - number(key.made) if key.made else 0
        if age > days(most):
            message = f'{LABELS[listing.store]} key "{key.name}" of "{key.holder}" was made {age} days ago, {expected}'
            yield Problem(
                key.place, message, help="make a new one, then delete this one", subject=f"{key.holder}\n{key.name}"
            )
