"""A purchase carries the ID of its order.

An order whose confirmation page is opened again is counted again: Analytics leaves out the second one only when both have
the same transaction ID, and refunds cannot be told which order they are of.

Remedy: send `transaction_id`, from the variable that holds the order's number.

Source: the facts about each platform, for GA4
https://developers.google.com/analytics/devguides/collection/ga4/reference/events, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.purchases import purchases_without

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
FIELD = "transaction_id"


def example(*fields: str) -> str:
    """A purchase with some fields."""
    return CONTAINER % ", ".join(ROW % (field, field) for field in fields)


@rule(good=example(*ALL), bad=example(*(field for field in ALL if field != FIELD)), level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        yield from purchases_without(project, container, FIELD)
