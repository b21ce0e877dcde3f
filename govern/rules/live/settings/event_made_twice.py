"""One sale is one key event.

A rule of the property makes another event of a purchase, and both are key events: the sum of key events has each sale twice, and so have
campaigns that import both.

Remedy: take the mark of a key event from one of the two.

Source: `EventCreateRule` in the discovery document of the Admin API, revision 20261102.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings import Setting
from govern.settings.live import label, of_kind, problem

RULES = """
settings:
  - eventCreateRules: [{name: properties/7/dataStreams/1/eventCreateRules/1, destinationEvent: order_done, sourceCopyParameters: true,
      eventConditions: [{field: event_name, comparisonType: EQUALS, value: purchase}]}]
  - keyEvents: [{name: properties/7/keyEvents/1, eventName: purchase, countingMethod: ONCE_PER_EVENT},
      {name: properties/7/keyEvents/2, eventName: %s, countingMethod: ONCE_PER_EVENT}]
"""
NAMED = "event_name = "


@rule(good=RULES % "sign_up", bad=RULES % "order_done", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    events: dict[tuple[str, str], Setting] = {(one.account, one.name): one for one in of_kind(project, "key_event")}
    for setting in of_kind(project, "event_rule"):
        made = events.get((setting.account, str(setting.says("event"))))
        for condition in setting.says("conditions") or () if made is not None else ():
            source = (
                events.get((setting.account, condition.removeprefix(NAMED))) if condition.startswith(NAMED) else None
            )
            if source is not None and made is not None and source is not made:
                message = f'{label(setting)} makes "{made.name}" of "{source.name}", and both are key events: each counts twice'
                related = (
                    Related(f'key event "{made.name}"', made.place),
                    Related(f'key event "{source.name}"', source.place),
                )
                yield problem(setting, message, help="take the mark from one of the two", related=related)
