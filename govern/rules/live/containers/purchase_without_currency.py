"""A purchase with a value says its currency.

A number alone is not revenue: platforms such as Analytics and Meta take a value for money only when they know the currency, so the order is
counted and its revenue is not, or in the wrong currency. Google Ads and Microsoft Advertising take it for one in the default
currency of the conversion action or goal, and bid on a sum of several currencies.

Remedy: send `currency`, as a code of three letters such as EUR.

Source: the facts about each platform, for GA4
https://developers.google.com/analytics/devguides/collection/ga4/reference/events, checked 2026-11-22; the default currency:
https://developers.google.com/google-ads/api/reference/rpc/v24/ConversionAction.ValueSettings
and https://learn.microsoft.com/en-us/advertising/msa-help/hlp_ba_proc_uetv2trackrev, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import Container, label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.occasions import is_purchase
from govern.signals.containers.purchases import (
    BY_ACCOUNT,
    is_worth_of_order,
    purchases_without,
    untold_purchases,
    without_currency,
)
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.signal import Signal

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Purchase
        type: gaawe
        parameter:
          eventName: purchase
          measurementIdOverride: G-ABC1234567
          eventSettingsTable: [%s]
        firingTrigger: [Paid]
"""
ROW = "{parameter: %s, parameterValue: '{{%s}}'}"
ALL = ("transaction_id", "value", "currency", "items")
FIELD = "currency"


def example(*fields: str) -> str:
    """A purchase with some fields."""
    return CONTAINER % ", ".join(ROW % (field, field) for field in fields)


@rule(good=example(*ALL), bad=example(*(field for field in ALL if field != FIELD)), level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        yield from purchases_without(project, container, FIELD)
        wanted = {id(signal) for signal, field in untold_purchases(project, container) if field.name == FIELD}
        for signal in container_signals(container).live():
            if id(signal) not in wanted and (default := worth_alone(project, container, signal)):
                tag = name_of(signal)
                message = f"{label('tag', tag)} {default}"
                yield problem(
                    container, "tag", tag, message, "parameter", help="send the currency", about=signal.called
                )


def worth_alone(project: Project, container: Container, signal: Signal) -> str:
    """What is said of an order's value that goes without its currency; empty where there is none."""
    if is_worth_of_order(project, container, signal):
        return "sends the value of an order without its currency, so that of the conversion's settings is taken"
    told = signal.platform not in BY_ACCOUNT and is_purchase(project, signal) and without_currency(project, signal)
    return f'sends "{signal.called}" with a value and without its currency' if told else ""
