"""A sale is worth what was paid for it.

With a value that is always used, each order counts as the same sum: a sale of 5 and one of 5,000 look alike, and bids by value buy
the small ones. A default value on a purchase hides every order that comes without its sum.

Remedy: use the values that the tag sends, without a default (Google Ads: "Use different values for each conversion"; Microsoft:
variable revenue; Analytics: no default value on purchase).

Source: the descriptions of `value_settings.always_use_default_value` and `default_value` in the Google Ads API v21, checked
2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.goals import goal
from govern.settings.held import pairs
from govern.settings.live import identity, in_use, label, problem, value

ACTION = """
settings:
  - results: [{conversionAction: {resourceName: customers/5/conversionActions/9, name: Order, category: PURCHASE, status: ENABLED,
      valueSettings: {defaultValue: 50, defaultCurrencyCode: EUR, alwaysUseDefaultValue: %s}}}]
"""


@rule(good=ACTION % "false", bad=ACTION % "true", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    wished = {identity(pair.live) for pair in pairs(project) if not {"value", "always_default"}.isdisjoint(pair.fields)}
    for setting in in_use(project, "conversion", "key_event"):
        if goal(setting) != "sale" or identity(setting) in wished or not setting.says("value"):
            continue
        sum_ = f"{value(setting, 'value')} {setting.says('currency') or ''}".strip()
        if setting.says("always_default"):
            yield problem(
                setting, f"{label(setting)} counts every order as {sum_}", help="use the value that the tag sends"
            )
        elif setting.kind == "key_event":
            message = f"{label(setting)} counts an order without its sum as {sum_}, so that nobody sees what is missing"
            yield problem(setting, message, help="take the default value away")
