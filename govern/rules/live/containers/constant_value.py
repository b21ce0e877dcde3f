"""A purchase is worth what was paid.

The tag sends the same sum with every order. Reports and bidding take an order of ten euros for as good as one of a thousand.

Remedy: send the sum of the order. If every order costs the same, nothing is to be done.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.purchases import tells_order
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.source import Text

CONTAINER = """
containers:
  - id: GTM-ABC1234
    variables: [{name: Value, type: v, parameter: {name: value}}]
    tags:
      - name: Ads
        type: awct
        parameter: {conversionId: '1', conversionLabel: a, conversionValue: '%s', currencyCode: EUR, orderId: '{{Order}}'}
        firingTrigger: [Paid]
"""


@rule(good=CONTAINER % "{{Value}}", bad=CONTAINER % "49", level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            platform = project.platform(signal.platform) if signal.platform else None
            value = (signal.value(platform) if platform is not None else None) or signal.parameters.get("value")
            same = value.source.value if value is not None and isinstance(value.source, Text) else ""
            order = tells_order(project, signal)
            if order and same.replace(".", "", 1).isdecimal() and len(same) < 20 and float(same) > 0:
                tag = name_of(signal)
                message = f"{label('tag', tag)} sends the value {same} with every order"
                help = "send the sum of the order"
                yield problem(container, "tag", tag, message, "parameter", help=help, about=signal.called)
