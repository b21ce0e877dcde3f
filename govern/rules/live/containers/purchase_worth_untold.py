"""A purchase tells a vendor what it is worth.

Quora, Taboola, Outbrain, Criteo, Awin, AdRoll, Yahoo and Amazon count a purchase without a worth as one of nothing, unless the account
gives each a fixed one: reports show orders without money, and bidding by value has nothing to go by.

Remedy: send the worth from the variable that holds the sum, or leave it if the account has a fixed value.

Source: the pages that `govern/platforms/vendors.py` names for each vendor, such as
https://developers.taboola.com/pixel/docs/the-postback-url and https://help.awin.com/docs/conversion-tag, checked 2026-12-01.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import code_of, problem
from govern.platforms.vendors import vendors
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.occasions import is_purchase
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.source import NOTHING, told

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Order
        type: html
        parameter: {html: "<script>qp('track', 'Purchase'%s);</script>"}
        firingTrigger: [Paid]
"""


@rule(good=CONTAINER % ", {value: {{Sum}}}", bad=CONTAINER % "", level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            vendor = vendors().get(signal.platform)
            if vendor is None or signal.more or not is_purchase(project, signal):
                continue
            worth = (signal.parameters[name] for name in (*vendor.value, "value") if name in signal.parameters)
            if all(told(one.source) == NOTHING for one in worth):
                tag = name_of(signal)
                code = code_of(container.bodies("tag")[tag])
                if any(name in code for name in vendor.worths):
                    continue
                message = f'{label("tag", tag)} sends "{signal.called}" to {vendor.name} without what it is worth'
                help = f'send "{vendor.value[0]}"'
                yield problem(container, "tag", tag, message, "parameter", help=help, about=signal.called)
