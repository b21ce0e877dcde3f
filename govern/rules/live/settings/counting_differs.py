"""A conversion is counted as the specs declare.

Counted every time where once was meant, a form that is sent three times makes three leads, and bids rise for whoever clicks
twice; counted once where every was meant, the second order of a customer is worth nothing.

Remedy: change the counting at the platform, or the specs.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.told import differs

ACTION = """
specs:
  destinations: [{name: ads, platform: google_ads, id: AW-100000001}]
  %s
settings:
  - results: [{conversionAction: {resourceName: customers/5/conversionActions/9, id: "9", name: Order, category: PURCHASE, status: ENABLED,
      countingType: MANY_PER_CLICK, clickThroughLookbackWindowDays: "30", primaryForGoal: true,
      attributionModelSettings: {attributionModel: GOOGLE_SEARCH_ATTRIBUTION_DATA_DRIVEN}, valueSettings: {defaultValue: 1, defaultCurrencyCode: EUR}}}]
"""


@rule(
    good=ACTION % "settings: [{destination: ads, conversions: [{name: Order, counting: every}]}]",
    bad=ACTION % "settings: [{destination: ads, conversions: [{name: Order, counting: once}]}]",
    level="warning",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    yield from differs(project, "counting")
