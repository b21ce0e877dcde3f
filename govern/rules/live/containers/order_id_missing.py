"""A conversion with a value says which order it is for.

Google Ads counts such a conversion again when the confirmation page is reloaded or opened from a bookmark, or when the
message of the order is pushed again, value included. It leaves out the second one only when both have the same transaction ID.

Remedy: fill "Transaction ID" with the variable that holds the order number.

Source: https://support.google.com/google-ads/answer/6386790, checked 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import Container, label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.occasions import occasions
from govern.signals.containers.purchases import is_order
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.signal import Signal
from govern.signals.source import NOTHING, Text, told

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers: [{name: Thank you, type: PAGEVIEW, filter: [{type: CONTAINS, parameter: {arg0: '{{Page Path}}', arg1: /thanks}}]}]
    tags:
      - name: Ads
        type: awct
        parameter: {conversionId: '1', conversionLabel: a, conversionValue: '{{Value}}', currencyCode: EUR%s}
        firingTrigger: [Thank you]
"""


@rule(good=CONTAINER % ", orderId: '{{Order ID}}'", bad=CONTAINER % "", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            if signal.platform == "google_ads" and signal.leg == "browser" and counts_again(container, signal):
                tag = name_of(signal)
                message = f"{label('tag', tag)} sends a value without a transaction ID, so an order that is told again, as by a reload, counts again"
                help = "fill Transaction ID with the order's number"
                yield problem(container, "tag", tag, message, "parameter", help=help, about=str(signal.account.source))


def counts_again(container: Container, signal: Signal) -> bool:
    """Whether a conversion tells the worth of an order when its page opens, or when its message comes, and not which order."""
    value = signal.parameters.get("value")
    is_open = bool(signal.more) or signal.called != "conversion" or told(signal.event_id.source) != NOTHING
    if is_open or value is None or isinstance(told(value.source), Text | type(NOTHING)):
        return False
    return any(one.kind == "page" or is_order(one.message) for one in occasions(container, signal.when))
