"""A policy that only reports has somewhere to report to.

In report-only mode a browser blocks nothing and tells the address in `report_to` what it would have blocked. Without one
the policy does nothing at all, and the day it is enforced is the first day on which anybody hears what it breaks.

Remedy: write `report_to: https://...`; a small collector or a service will do.

Source: https://developer.mozilla.org/docs/Web/HTTP/Headers/Content-Security-Policy-Report-Only, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="sites: [{name: shop}]\ncsp: [{site: shop, mode: report_only, report_to: https://csp.shop.example/report}]",
    bad="sites: [{name: shop}]\ncsp: [{site: shop, mode: report_only}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for policy in project.policies:
        by_hand = {"report-uri", "report-to"} & set(map(str.lower, policy.base))
        if policy.mode == "report_only" and policy.report_to is None and not by_hand:
            message = f'policy of site "{policy.site}" only reports, and has nowhere to report to'
            yield Problem(policy.place("mode"), message, help="write report_to, or mode: enforce")
        elif policy.trial is not None and policy.report_to is None and not by_hand:
            message = f'what site "{policy.site}" tries out only reports, and has nowhere to report to'
            yield Problem(policy.place("trial"), message, help="write report_to")
