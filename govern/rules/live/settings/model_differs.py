"""Conversions are credited by the model that the specs declare.

By the last click a campaign gets the whole of a sale, by a data-driven model a part of it. A change of the model moves sales between
campaigns on that day, and looks like a change of their work.

Remedy: change the model at the platform, or the specs.
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
    good=ACTION % "attribution: {windows: [{destination: ads, model: data_driven}]}",
    bad=ACTION % "attribution: {windows: [{destination: ads, model: last_click}]}",
    level="warning",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    yield from differs(project, "model", "export_scope")
