"""A shopping event lists its items.

Analytics fills its reports on products, and the steps of shopping, from the items of `view_item`, `add_to_cart` and
`begin_checkout`. Without them nobody sees what was looked at and left.

Remedy: send `items`, or let the tag send the e-commerce data.

Source: https://developers.google.com/analytics/devguides/collection/ga4/reference/events, checked 2026-11-22, and
https://developers.google.com/analytics/devguides/collection/ga4/ecommerce, checked 2026-11-30.
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
from govern.signals.required_parameters import untold

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Cart
        type: gaawe
        parameter:
          eventName: add_to_cart
          measurementIdOverride: G-ABC1234567
          eventSettingsTable: [{parameter: %s, parameterValue: '{{Those}}'}]
        firingTrigger: [Added]
"""


@rule(good=CONTAINER % "items", bad=CONTAINER % "value", level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    analytics = project.platform("ga4")
    for container in project.live.containers:
        for signal in container_signals(container).live():
            if analytics is None or signal.platform != "ga4" or signal.more or is_purchase(project, signal):
                continue
            if any(field.name == "items" and field.verified for field in untold(signal, analytics)):
                tag = name_of(signal)
                message = f'{label("tag", tag)} sends "{signal.called}" without "items"'
                yield problem(container, "tag", tag, message, "parameter", help='send "items"', cause="items")
