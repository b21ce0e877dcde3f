"""One sale steers bids once.

A conversion action with a tag of its own and one that is imported from Analytics are told of the same order. Where both are primary
for one goal, each order counts twice: the cost of a sale looks half of what it is, and bids double.

Remedy: make one of the two secondary, usually the imported one.

Source: https://tmrw.marketing/en/blog/google-ads-conversion-actions-technically and
https://www.phillips-uk.com/guides/ga4-imports-break-smart-bidding/, checked 2026-11-30; `primary_for_goal` in the description of
the Google Ads API, v21.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings import Setting
from govern.settings.live import in_use, label, problem

IMPORTED = ("GOOGLE_ANALYTICS_4_", "UNIVERSAL_ANALYTICS_", "FIREBASE_")
OWN = frozenset({"WEBPAGE", "WEBPAGE_CODELESS", "UPLOAD_CLICKS"})

ACTIONS = """
settings:
  - results:
      - {conversionAction: {resourceName: customers/5/conversionActions/8, name: Order, category: PURCHASE, type: WEBPAGE,
          status: ENABLED, primaryForGoal: true}}
      - {conversionAction: {resourceName: customers/5/conversionActions/9, name: Shop (web) purchase, category: PURCHASE,
          type: GOOGLE_ANALYTICS_4_PURCHASE, status: ENABLED, primaryForGoal: %s}}
"""


@rule(good=ACTIONS % "false", bad=ACTIONS % "true", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    own: dict[tuple[str, str], Setting] = {}
    imported: list[Setting] = []
    for setting in in_use(project, "conversion"):
        method, key = str(setting.says("method") or ""), (setting.account, str(setting.says("category")))
        if setting.platform != "google_ads" or setting.says("primary") is not True or not setting.says("category"):
            continue
        if method in OWN:
            own.setdefault(key, setting)
        elif method.startswith(IMPORTED):
            imported.append(setting)
    for setting in imported:
        other = own.get((setting.account, str(setting.says("category"))))
        if other is not None:
            message = f'{label(setting)} is primary for "{setting.says("category")}" beside "{other.name}": one conversion steers bids twice'
            related = (Related(f'conversion "{other.name}" is primary too', other.place),)
            yield problem(setting, message, help="make one of the two secondary", related=related)
