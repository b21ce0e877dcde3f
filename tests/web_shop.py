"""A shop with ten platforms, and what its web container does on a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from node import node

from govern.gtm.container import Container

HERE = Path(__file__).parent


EVERYTHING = ("ad_storage", "ad_user_data", "ad_personalization", "analytics_storage")


SHOP = """
sites:
  - name: shop
    domains: {production: [www.hazel.example]}
    containers: {web: GTM-HAZEL1}
    consent: {default: denied, regions: {US: granted, BR: granted, US-CA: denied}, wait_for_update: 500}
destinations:
  - {name: ga4, platform: ga4, id: G-PROD0001}
  - {name: ads, platform: google_ads, id: AW-123456789, settings: {advanced_matching: true}}
  - {name: bing, platform: microsoft_ads, id: '17000001'}
  - {name: meta, platform: meta, id: '1234567890123456'}
  - {name: tiktok, platform: tiktok, id: C4BCDEFGHIJKLMNOPQRS}
  - {name: linkedin, platform: linkedin, id: '123456'}
  - {name: pinterest, platform: pinterest, id: '2612345678901'}
  - {name: snap, platform: snapchat, id: b2ade379-a55e-4ca7-893b-b9fac04c843f}
  - {name: reddit, platform: reddit, id: a2_abc123z}
  - {name: x, platform: x, id: o8z6j}
parameters:
  - {name: order_id, type: string}
  - {name: value, type: money, currency: currency}
  - {name: currency, type: currency}
  - {name: items, type: items}
  - {name: email, type: email, pii: email}
events:
  - name: purchase
    fires: {on: server_confirmed, once_per: order, when_ready: [value]}
    event_id: 'order_{order_id}'
    parameters: [{use: order_id}, {use: value}, {use: currency}, {use: items}, {use: email}]
mappings:
  - {event: purchase, destination: ga4, as: purchase, parameters: {value: value, currency: currency}}
  - {event: purchase, destination: ads, as: conversion, conversion_action: AbC-D_efG-h12_34-567,
     parameters: {value: value, currency: currency}, match_keys: {email: email}}
  - {event: purchase, destination: bing, as: purchase, parameters: {revenue_value: value, currency: currency, transactionId: order_id}}
  - {event: purchase, destination: meta, as: Purchase, parameters: {value: value, currency: currency, contents: items}}
  - {event: purchase, destination: tiktok, as: CompletePayment, parameters: {value: value, currency: currency, contents: items}}
  - {event: purchase, destination: linkedin, as: PURCHASE, conversion_action: 'urn:lla:llaPartnerConversion:987654',
     parameters: {conversionValue.amount: value}}
  - {event: purchase, destination: pinterest, as: checkout, parameters: {value: value, currency: currency, contents: items}}
  - {event: purchase, destination: snap, as: PURCHASE, parameters: {value: value, currency: currency, content_ids: items}}
  - {event: purchase, destination: reddit, as: PURCHASE, parameters: {value: value, currency: currency, item_count: items}}
  - {event: purchase, destination: x, as: Purchase, conversion_action: tw-o8z6j-o87ne, parameters: {value: value, price_currency: currency}}
"""


def visit(container: Container, *messages: Any, **more: Any) -> Any:
    """What the tags do on a page that pushes these messages."""
    job = {"do": "visit", "container": container.entities, "host": "www.hazel.example", "consent": EVERYTHING}
    return json.loads(
        node(HERE / "sandbox" / "web.js", json.dumps({**job, "messages": messages, "arrives": 0, **more}))
    )


def tag(result: Any, name: str) -> Any:
    """What a tag of Tag Manager's own was told; `None` when it did not fire."""
    return next((one for one in result["tags"] if one["tag"] == name), None)


EVENT_IDS: dict[str, Any] = {
    "ga4": lambda result: {
        r["parameter"]: r["parameterValue"] for r in tag(result, "GA4 - purchase")["eventSettingsTable"]
    }["event_id"],
    "google_ads": lambda result: tag(result, "Google Ads - conversion")["orderId"],
    "microsoft_ads": lambda result: {
        r["customParamName"]: r["customParamValue"] for r in tag(result, "Microsoft Ads - purchase")["customParamTable"]
    }["event_id"],
    "meta": lambda result: result["fbq"][-1][4]["eventID"],
    "tiktok": lambda result: result["ttq"][-1][3]["event_id"],
    "linkedin": lambda result: result["lintrk"][-1][1]["event_id"],
    "pinterest": lambda result: result["pintrk"][-1][2]["event_id"],
    "snapchat": lambda result: result["snaptr"][-1][3]["client_dedup_id"],
    "reddit": lambda result: result["rdt"][-1][2]["conversionId"],
    "x": lambda result: result["twq"][-1][2]["conversion_id"],
}
