"""A conversion that steers bids is one that the specs declare.

Agencies, imports and assistants of the platform make conversions. A primary one that nobody declared draws money from the first day, to
whatever it happens to count.

Remedy: make it secondary or remove it, or declare it: `conversion_action` at a mapping, or `conversions` under `settings`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import label, problem
from govern.settings.missing import undeclared

ACTION = """
specs:
  destinations: [{name: ads, platform: google_ads, id: AW-100000001}]
  settings: [{destination: ads, conversions: [{name: Order, id: '9'}]}]
settings:
  - results:
      - {conversionAction: {resourceName: customers/5/conversionActions/9, id: "9", name: Order, category: PURCHASE, primaryForGoal: true}}
      - {conversionAction: {resourceName: customers/5/conversionActions/8, id: "8", name: Page view, category: PAGE_VIEW, primaryForGoal: %s}}
"""


@rule(good=ACTION % "false", bad=ACTION % "true", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for setting in undeclared(project, "conversion"):
        hosted = str(setting.rest.get("origin") or "").endswith("_HOSTED")
        if setting.says("primary") and not hosted and setting.says("status") in (None, "active"):
            message = f"{label(setting)} steers bids and is not declared"
            yield problem(setting, message, help="make it secondary, or declare it")
