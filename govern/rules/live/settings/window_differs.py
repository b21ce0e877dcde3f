"""A live window is the one that the specs declare.

The declared windows make channels comparable. One that somebody lengthened at the platform claims sales that its clicks did not
bring, and takes them from the channel beside it; the report still says that both are on seven days.

Remedy: set the window at the platform; if the new one is meant, write it under `attribution`, or at the conversion under
`settings`, with its reason.
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
    good=ACTION % "attribution: {windows: [{destination: ads, click: 30d}]}",
    bad=ACTION % "attribution: {windows: [{destination: ads, click: 7d}]}",
    level="warning",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    yield from differs(project, "click", "view", "engaged_view", "acquisition", "other")
