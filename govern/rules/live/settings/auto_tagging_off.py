"""Google Ads marks its clicks.

Without auto-tagging the address of the landing page has no `gclid`. No conversion can be joined with its click, Analytics takes the visits for
something else, and uploads by click have nothing to name.

Remedy: switch it on under Admin › Account settings › Auto-tagging.

Source: `customer.auto_tagging_enabled` in the description of the Google Ads API ("whether auto-tagging is enabled for the customer"),
v23, revision 20260820.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import label, of_kind, problem

CUSTOMER = 'settings: [{results: [{customer: {resourceName: customers/5, id: "5", timeZone: Europe/Madrid, currencyCode: EUR, autoTaggingEnabled: %s}}]}]'


@rule(good=CUSTOMER % "true", bad=CUSTOMER % "false", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for setting in of_kind(project, "account"):
        if setting.says("auto_tagging") is False and setting.says("manager") is not True:
            yield problem(
                setting, f"{label(setting)} has auto-tagging off, so clicks have no gclid", help="switch it on"
            )
