"""A property counts the sums that the site sends.

A rule of the property can overwrite a parameter before it is counted. One that sets `currency` or `value` makes every order one in that
currency, or of that sum, and no tag, no container and no log of the site shows it.

Remedy: delete the rule, and let the site send the right value.

Source: `EventEditRule` in the discovery document of the Admin API, revision 20261102.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import label, of_kind, problem
from govern.settings.told import quoted

MONEY = frozenset({"value", "currency", "transaction_id", "price", "quantity", "items"})
EDIT = """
settings:
  - eventEditRules: [{name: properties/7/dataStreams/1/eventEditRules/1, displayName: Tidy up,
      eventConditions: [{field: event_name, comparisonType: EQUALS, value: purchase}], parameterMutations: [{parameter: %s, parameterValue: USD}]}]
"""


@rule(good=EDIT % "page_type", bad=EDIT % "currency", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for setting in of_kind(project, "event_rule"):
        money = [name for name in setting.says("sets") or () if name in MONEY]
        if money and setting.says("method") == "edit":
            when = ", ".join(setting.says("conditions") or ()) or "every event"
            yield problem(setting, f"{label(setting)} overwrites {quoted(money)} where {when}", help="delete the rule")
