"""Where every conversion counts, an order number keeps one order from counting twice.

A thank-you page that is loaded again, or opened from a mail, tells the order a second time. With "every" and without the number of the order
the platform takes it for another one.

Remedy: send the order's number (`transaction_id` at Google Ads), or count once.

Source: https://support.google.com/google-ads/answer/3438531, checked 2026-11-30; `docs/platforms/google_ads.md`, de-duplication.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.bound import mappings_of
from govern.settings.live import in_use, label, problem

ACTION = """
specs:
  destinations: [{name: ads, platform: google_ads, id: AW-100000001}]
  events: [{name: purchase, kind: conversion, description: Somebody paid., parameters: [{name: order_id, type: string}]}]
  mappings: [{event: purchase, destination: ads, as: conversion, conversion_action: AbCdEfGhIj, parameters: {%s}}]
settings:
  - results: [{conversionAction: {resourceName: customers/5/conversionActions/9, name: Order, category: PURCHASE, status: ENABLED,
      countingType: MANY_PER_CLICK, tagSnippets: [{eventSnippet: "'send_to': 'AW-100000001/AbCdEfGhIj'"}]}}]
"""
NUMBERS = frozenset({"transaction_id", "order_id", "orderId", "transactionId"})


@rule(good=ACTION % "transaction_id: order_id", bad=ACTION % "", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for setting in in_use(project, "conversion"):
        if setting.platform != "google_ads" or setting.says("counting") != "every":
            continue
        for mapping in mappings_of(project, setting):
            event = project.event_by_name.get(mapping.event)
            given = mapping.event_id or (event.event_id if event is not None else None)
            if NUMBERS.isdisjoint(mapping.parameters) and not given:
                message = f'{label(setting)} counts every conversion, and event "{mapping.event}" is sent without the number of an order'
                related = (Related("sent here", mapping.place("parameters")),)
                yield problem(
                    setting, message, help="send transaction_id, or count once", about=mapping.event, related=related
                )
