"""A purchase is not worth zero each time.

The value of the order is a fixed 0. All orders are counted and none has revenue, so that reports and bidding see a shop that
earns nothing.

Remedy: send the sum of the order, from the variable that holds it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.occasions import is_purchase
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.source import Text

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Purchase
        type: gaawe
        parameter:
          eventName: purchase
          measurementIdOverride: G-ABC1234567
          eventSettingsTable: [{parameter: value, parameterValue: '%s'}, {parameter: currency, parameterValue: EUR}]
        firingTrigger: [Paid]
"""


@rule(good=CONTAINER % "{{Order value}}", bad=CONTAINER % "0", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            value = signal.parameters.get("value")
            told = value.source if value is not None else None
            if (
                isinstance(told, Text)
                and told.value.strip(" 0.") == ""
                and "0" in told.value
                and is_purchase(project, signal)
            ):
                tag = name_of(signal)
                message = f'{label("tag", tag)} sends "{signal.called}" with the value {told.value} each time'
                yield problem(container, "tag", tag, message, "parameter", help="send the sum of the order")
