"""Bids follow the conversions that the specs declare.

A conversion that is primary steers the bids of every campaign with its goal; one that is not is only reported. A page view that
became primary makes campaigns buy page views.

Remedy: change it at the platform (Google Ads: Goals › Conversions › Primary or Secondary; Microsoft: Exclude from bidding), or the specs.
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
    good=ACTION % "settings: [{destination: ads, conversions: [{name: Order, primary: true}]}]",
    bad=ACTION % "settings: [{destination: ads, conversions: [{name: Order, primary: false}]}]",
    level="warning",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    yield from differs(project, "primary", "status", "category", "method")
