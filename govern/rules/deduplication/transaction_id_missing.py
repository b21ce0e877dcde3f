"""A conversion that Google Ads may be told twice carries the order's ID.

Google Ads has no event ID: it takes two conversions of one conversion action for one only if their transaction IDs are
equal. Without one, a reloaded confirmation page and an order that the server sends as well are more conversions, more
revenue, and higher bids for the same customers.

Remedy: map the order's number to `transaction_id`, or to `order_id` where a server sends.

Source: https://support.google.com/google-ads/answer/6386790 and
https://github.com/googleads/google-ads-python/blob/HEAD/google/ads/googleads/v25/services/types/conversion_upload_service.py,
checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.deduplication import told_by
from govern.signals.event_id import has_id, mapped, on_both
from govern.signals.specs import Declared


@rule(
    good="""
destinations: [{name: ads, platform: google_ads}]
events:
  - name: purchase
    kind: conversion
    fires: {on: confirmation_page, once_per: order}
    parameters: [{name: order_id, type: string}]
mappings:
  - {event: purchase, destination: ads, as: conversion, conversion_action: AbC-D_efG, parameters: {transaction_id: order_id}}
""",
    bad="""
destinations: [{name: ads, platform: google_ads}]
events:
  - name: purchase
    kind: conversion
    fires: {on: confirmation_page, once_per: order}
    parameters: [{name: order_id, type: string}]
mappings:
  - {event: purchase, destination: ads, as: conversion, conversion_action: AbC-D_efG}
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    twice = {id(signal.mapping) for signal in on_both(project)}
    for signal in mapped(project):
        if (id(signal.mapping) in twice or is_reloaded(signal)) and by_order(signal) and not has_id(signal):
            message = (
                f'event "{signal.event.name}" goes to "{signal.destination.name}" without a transaction ID, by which '
                f"{signal.facts.name} tells what it was told before"
            )
            related = (Related("the event is here", signal.event.place("name")),)
            yield Problem(
                signal.mapping.place("parameters"), message, related, "map the order's number to transaction_id"
            )


def by_order(signal: Declared) -> bool:
    """Whether the platform tells events apart by the order's ID alone, whatever they are called."""
    methods = tuple(told_by(signal.facts))
    return bool(methods) and all(method.id == "transaction_id" and not method.events for method in methods)


def is_reloaded(signal: Declared) -> bool:
    """Whether loading a page again says it again."""
    return (
        signal.event.kind == "conversion"
        and signal.event.fires is not None
        and signal.event.fires.on == "confirmation_page"
    )
