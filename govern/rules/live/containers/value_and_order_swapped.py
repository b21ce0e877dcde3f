"""The worth of an order and its ID are read where they stand.

Two lines of a tag are filled with each other's variable. The order's number becomes its worth: order 100482 is booked as
100,482 euros, the campaign that brought it looks like the best of the year, and two orders of the same sum are taken for one.

Remedy: read the value from the sum, and the ID from the order's number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.signal import VALUES, Told
from govern.signals.source import Made, Read

NUMBERS = regex(r"(?:order|transaction)[_-]?(?:id|number|no|ref)|orderid|transactionid", re.IGNORECASE)
"""What pages call the number of an order."""

SUMS = regex(r"(?:order|transaction|conversion)?[_-]?(?:value|revenue|total|amount|price)", re.IGNORECASE)
"""What pages call its worth."""

ORDERS = ("transaction_id", "order_id", "orderId")

CONTAINER = """
containers:
  - id: GTM-ABC1234
    variables:
      - {name: Order, type: v, parameter: {name: ecommerce.transaction_id, dataLayerVersion: '2'}}
      - {name: Sum, type: v, parameter: {name: ecommerce.value, dataLayerVersion: '2'}}
    tags:
      - name: Purchase
        type: gaawe
        parameter:
          eventName: purchase
          measurementIdOverride: G-ABC1234567
          eventSettingsTable: [{parameter: value, parameterValue: '{{%s}}'}, {parameter: transaction_id, parameterValue: '{{%s}}'}]
        firingTrigger: [Paid]
"""


@rule(good=CONTAINER % ("Sum", "Order"), bad=CONTAINER % ("Order", "Sum"), level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            for field, wrong, what in ((VALUES, NUMBERS, "the number of an order"), (ORDERS, SUMS, "a sum")):
                name = next((name for name in field if name in signal.parameters), "")
                key = key_read(signal.parameters[name]) if name else ""
                if key and wrong.fullmatch(key.rpartition(".")[2]):
                    tag = name_of(signal)
                    message = f'{label("tag", tag)} sends "{key[:80]}" as "{name}", which by its name is {what}'
                    help = "read each from where it stands; they may have changed places"
                    yield problem(container, "tag", tag, message, "parameter", help=help, about=name)


def key_read(told: Told) -> str:
    """The key of the data layer or of event data that a value is read from; empty where it comes from elsewhere."""
    source = told.source
    while isinstance(source, Made) and len(source.reads) == 1 and isinstance(source.reads[0], Read | Made):
        source = source.reads[0]
    return source.key if isinstance(source, Read) and source.place in ("data layer", "event data") else ""
