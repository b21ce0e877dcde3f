"""A default value is in the currency of its account.

The platform converts a value in another currency by its own rate. A default that somebody set in the wrong one is off by the rate
from the first day, and still looks like a sum.

Remedy: set the default value in the currency of the account.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import in_use, label, of_kind, problem

PROPERTY = """
settings:
  - properties: [{name: properties/7, displayName: Shop, timeZone: Europe/Madrid, currencyCode: EUR}]
  - keyEvents: [{name: properties/7/keyEvents/1, eventName: generate_lead, defaultValue: {numericValue: 40, currencyCode: %s}}]
"""


@rule(good=PROPERTY % "EUR", bad=PROPERTY % "USD", level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    owners = {
        (one.platform, one.account): one for one in of_kind(project, "property", "account") if one.says("currency")
    }
    for setting in in_use(project, "conversion", "key_event"):
        owner = owners.get((setting.platform, setting.account))
        currency = setting.says("currency")
        if owner is not None and currency and setting.says("value") and currency != owner.says("currency"):
            message = f'{label(setting)} has a default value in "{currency}", its account counts in "{owner.says("currency")}"'
            yield problem(setting, message, related=(Related(label(owner), owner.place),))
