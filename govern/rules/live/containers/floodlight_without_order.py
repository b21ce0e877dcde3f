"""A Floodlight sale carries the ID of its order.

A sales tag counts transactions by the order ID that it sends as `ord`. Without one, a confirmation page that is opened twice is two sales, and
the sale cannot be adjusted or held against the shop's orders.

Remedy: fill in "Order ID" with the variable that holds the order's number.

Source: https://support.google.com/campaignmanager/answer/6188469 (the value of `ord`) and
https://support.google.com/campaignmanager/answer/2824087 (the parts of a conversion URL), checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import firing, problem, text_of
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Sale
        type: fls
        parameter: {advertiserId: '1234567', groupTag: sales0, activityTag: shop0, revenue: '{{Value}}'%s}
        firingTrigger: [Paid]
"""


@rule(good=CONTAINER % ", orderId: '{{Order}}'", bad=CONTAINER % "", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, tag in firing(container).items():
            if tag.get("type") == "fls" and not text_of(tag, "orderId").strip():
                message = f"{label('tag', name)} sends a Floodlight sale without an order ID"
                help = 'fill in "Order ID" with the order\'s number'
                yield problem(container, "tag", name, message, "parameter", help=help)
