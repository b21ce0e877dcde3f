"""What a conversion is worth without a value of its own is what the specs declare.

The default value stands in for every conversion that comes without one, and, where it is always used, for all of them. Bids by value
follow it.

Remedy: change the default value at the platform, or the specs.
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
    good=ACTION % "settings: [{destination: ads, conversions: [{name: Order, value: 1}]}]",
    bad=ACTION % "settings: [{destination: ads, conversions: [{name: Order, value: 50}]}]",
    level="warning",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    yield from differs(project, "value", "always_default")
