"""The number of an order is that of this order and of no other.

Platforms take two orders of one number for one order told twice. A fixed text, the address of the page or the number of the
customer is the same for many orders, so that all but the first are left out, of one visitor at least. A random number or the
time is another one each time: an order whose page is loaded again counts again, and none is found in the shop.

Remedy: send the order number of the shop, read from the data layer.

Source: https://support.google.com/analytics/answer/12313109 and https://support.google.com/google-ads/answer/6386790,
checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.purchases import ORDERS, no_order, tells_order
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals

CONTAINER = """
containers:
  - id: GTM-ABC1234
    variables: [{name: Order, type: v, parameter: {name: ecommerce.transaction_id, dataLayerVersion: '2'}}]
    tags:
      - name: Purchase
        type: awct
        parameter: {conversionId: '1', conversionLabel: a, conversionValue: '{{Value}}', currencyCode: EUR, orderId: '%s'}
        firingTrigger: [Paid]
"""


@rule(good=CONTAINER % "{{Order}}", bad=CONTAINER % "{{Random Number}}", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            field = next((name for name in ORDERS if name in signal.parameters), "")
            said = no_order(signal.parameters[field].source) if field and tells_order(project, signal) else ""
            if said:
                tag = name_of(signal)
                message = f'{label("tag", tag)} sends {said} as "{field}"'
                help = "send the order number of the shop"
                yield problem(container, "tag", tag, message, "parameter", help=help, about=field)
