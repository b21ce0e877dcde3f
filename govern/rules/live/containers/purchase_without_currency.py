"""A purchase with a value says its currency.

A number alone is not revenue: platforms such as Analytics and Meta take a value for money only when they know the currency, so the order is
counted and its revenue is not, or in the wrong currency.

Remedy: send `currency`, as a code of three letters such as EUR.

Source: the facts about each platform, for GA4
https://developers.google.com/analytics/devguides/collection/ga4/reference/events, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.occasions import is_purchase
from govern.signals.purchases import BY_ACCOUNT, untold_purchases, without_currency
from govern.signals.tags import container_signals, name_of

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
FIELDS = {"currency"}


def example(*fields: str) -> str:
    """A purchase with some fields."""
    return CONTAINER % ", ".join(ROW % (field, field) for field in fields)


@rule(good=example(*ALL), bad=example(*(field for field in ALL if field not in FIELDS)), level="warning")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal, field in untold_purchases(project, container):
            if field.name in FIELDS:
                tag = name_of(signal)
                message = f'{label("tag", tag)} sends "{signal.called}" without "{field.name}"'
                help = f'send "{field.name}"'
                yield problem(container, "tag", tag, message, "parameter", help=help, about=signal.called)
        wanted = {id(signal) for signal, field in untold_purchases(project, container) if field.name in FIELDS}
        for signal in container_signals(container).live():
            other = signal.platform not in BY_ACCOUNT and id(signal) not in wanted and is_purchase(project, signal)
            if other and without_currency(project, signal):
                tag = name_of(signal)
                message = f'{label("tag", tag)} sends "{signal.called}" with a value and without its currency'
                yield problem(
                    container, "tag", tag, message, "parameter", help="send the currency", about=signal.called
                )
