"""A policy is tried out beside one that is enforced.

`trial` is rendered as a second header that only reports, beside the one that counts. Where the policy itself only reports, the two
would be two report-only headers whose reports nobody can tell apart, so `render csp` refuses it.

Remedy: write `mode: enforce`, or move what is in `trial` into the policy itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule

SITE = "sites: [{name: shop}]\n"
TRIAL = "report_to: https://csp.shop.example/report, trial: {strict_dynamic: true}"


@rule(
    good=f"{SITE}csp: [{{site: shop, mode: enforce, {TRIAL}}}]",
    bad=f"{SITE}csp: [{{site: shop, mode: report_only, {TRIAL}}}]",
    level="error",
)
def check(project: Project) -> Iterator[Problem]:
    for policy in project.policies:
        if policy.trial is not None and policy.mode != "enforce":
            message = f'the policy of site "{policy.site}" only reports, so there is nothing to try another one beside'
            yield Problem(policy.place("trial"), message, help="write mode: enforce, or take over what is tried out")
