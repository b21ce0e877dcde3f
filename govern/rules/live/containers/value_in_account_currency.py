"""A conversion with a value says its currency.

Google Ads and Microsoft Advertising take a value without a currency for one in the default currency of the conversion
action or goal. A shop that sells in several currencies then adds up numbers that mean different things, and bids on the sum.

Remedy: send the currency of the order with the value, as a code of three letters such as EUR.

Source: https://developers.google.com/google-ads/api/reference/rpc/v24/ConversionAction.ValueSettings (`default_currency_code`)
and https://learn.microsoft.com/en-us/advertising/msa-help/hlp_ba_proc_uetv2trackrev, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.purchases import BY_ACCOUNT, is_worth_of_order, without_currency
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
        parameter: {conversionId: '1', conversionLabel: a, conversionValue: '{{Value}}'%s}
        firingTrigger: [Paid]
"""


@rule(good=CONTAINER % ", currencyCode: EUR", bad=CONTAINER % "", level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            if signal.platform not in BY_ACCOUNT or signal.leg != "browser" or not without_currency(project, signal):
                continue
            if is_worth_of_order(project, container, signal):
                continue  # containers/purchase-without-currency speaks of it
            platform = project.platform(signal.platform)
            value = signal.value(platform) if platform is not None else None
            if value is not None and not isinstance(value.source, Text):
                tag = name_of(signal)
                message = (
                    f"{label('tag', tag)} sends a value without its currency, so the conversion's default is taken"
                )
                yield problem(
                    container, "tag", tag, message, "parameter", help="send the currency", about=signal.called
                )
