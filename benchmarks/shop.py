"""A whole project in good order: a shop with ten platforms, tokens, access, a policy, and as many events as wanted.

It is what `govern lint` must have nothing to say about, and what a renderer has to get through.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from random import Random

from benchmarks.specs import OBJECTS, TEAMS

SITES = """version: 1

sites:
  - name: shop
    description: The shop of Birch & Fern
    domains:
      production: [www.birchandfern.example]
      staging: [staging.birchandfern.example]
    containers: {web: GTM-BRCH001, server: GTM-BRCH002}
    first_party: https://t.birchandfern.example
    consent: {default: denied, regions: {US: granted}, wait_for_update: 500, set_by: page}

csp:
  - site: shop
    mode: enforce
    inline: nonce
    base: {default-src: ["'self'"], object-src: ["'none'"], base-uri: ["'self'"], frame-ancestors: ["'self'"]}
    report_to: https://csp.birchandfern.example/report
"""

PEOPLE = """version: 1

access:
  policy: {review: quarterly, mfa: required, admins: {min: 2, max: 3}, dormant_after: 90d, domains: [birchandfern.example]}
  people:
    - {name: Ida Holm, email: ida@birchandfern.example, team: data-team}
    - {name: Tom Vale, email: tom@birchandfern.example, team: marketing}
    - {name: Una Reyes, email: una@agency.example, team: agency, until: 2027-06-30}
  grants:
    - {who: ida@birchandfern.example, platform: gtm, asset: GTM-BRCH001, role: publish,
       approved_by: cto@birchandfern.example, reason: releases}
    - {who: tom@birchandfern.example, platform: gtm, asset: GTM-BRCH001, role: edit,
       approved_by: cto@birchandfern.example, reason: campaign tags}
    - {who: una@agency.example, platform: gtm, asset: GTM-BRCH001, role: read, until: 2027-06-30,
       approved_by: ida@birchandfern.example, reason: reviews before campaigns}

quality:
  event_match_quality: {target: 8.0, warn_below: 6.0}
  discrepancy: {target: 5%, warn_above: 10%, fail_above: 15%}
  deduplication_rate: {warn_below: 90%}
  latency: {pixel_load: 200ms, api_handshake: 500ms, delivery: 15m}
  volume_drop: {percent: 50, within: 1h}
  error_rate: {warn_above: 5%}
"""

PARAMETERS = """version: 1

parameters:
  - {name: order_id, type: string, description: The number of the order in the shop}
  - {name: value, type: money, currency: currency, description: 'What was paid or would be paid, in major units'}
  - {name: currency, type: currency, description: ISO 4217 code of the value}
  - {name: items, type: items, description: The products it is about}
  - {name: email, type: email, pii: email, description: The e-mail address of the customer}
  - {name: phone, type: phone, pii: phone, description: The telephone number of the customer}
  - {name: visit_id, type: string, description: The number of the visit}
"""

DESTINATIONS = """version: 1

destinations:
  - {name: ga4, platform: ga4, site: shop, owner: data-team, consent: [analytics_storage],
     id: {production: G-BRCHP00001, staging: G-BRCHS00001}}
  - {name: meta, platform: meta, site: shop, owner: marketing, consent: [ad_storage, ad_user_data, ad_personalization],
     id: {production: '100000000000021', staging: '100000000000022'},
     server: {token: meta-capi, api_version: v25.0, test_event_code: {staging: TEST00021}}}

tokens:
  policy: {rotate_every: 60d, warn_before: 14d, holder: service}
  items:
    - {name: meta-capi, platform: meta, kind: system_user_expiring, stored_in: 'gcp-secret:hazel-tagging/birch-meta-capi',
       owner: data-team, issued: 2026-11-01}

attribution:
  standard: {click: 7d, view: 1d}
  windows:
    - {destination: meta, click: 7d, view: 1d}
    - {destination: ga4, click: 30d, reason: Analytics offers no 7 days}
"""

PURCHASE = """version: 1

events:
  - name: purchase
    description: The payment provider confirmed the payment.
    owner: checkout-team
    kind: conversion
    fires: {on: server_confirmed, once_per: order, when_ready: [value, currency, order_id]}
    event_id: 'order_{order_id}'
    parameters:
      - {use: order_id, required: true}
      - {use: value, required: true}
      - {use: currency, required: true}
      - {use: items, required: true}
      - {use: email}
      - {use: phone}
    examples:
      - order_id: B-2001
        value: 59.9
        currency: EUR
        items: [{item_id: FERN-1, item_name: Fern, price: 59.9, quantity: 1}]
        email: customer@example.com
        phone: '+1 202 555 0143'

mappings:
  - {event: purchase, destination: ga4, as: purchase,
     parameters: {transaction_id: order_id, value: value, currency: currency, items: items}}
  - {event: purchase, destination: meta, as: Purchase, via: [browser, server], action_source: website,
     parameters: {value: value, currency: currency, order_id: order_id}, match_keys: {em: email, ph: phone}}
"""

VERBS = ("added", "changed", "closed", "confirmed", "opened", "removed", "requested", "saved", "sent", "viewed")


def shop_files(events: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """The files of the project by path, with so many events, `purchase` among them."""
    yield "govern.yaml", "version: 1\nname: birch-and-fern\n"
    for name in ("sites", "people", "parameters", "destinations", "purchase"):
        yield f"specs/{name}.yaml", globals()[name.upper()]
    random = Random(seed)
    for number in range(events - 1):
        what, how = OBJECTS[number % len(OBJECTS)], VERBS[number // len(OBJECTS) % len(VERBS)]
        name = f"{what}_{how}" + (f"_{word(number // 110)}" if number >= 110 else "")
        yield f"specs/events/{name}.yaml", interaction(name, what, how, random.choice(TEAMS))


def word(number: int) -> str:
    """A number as a word of the plan: an area of the shop."""
    areas = ("home", "garden", "kitchen", "office", "sale", "gifts", "outlet", "brands", "ideas", "help", "account")
    return areas[number % len(areas)] + ("" if number < len(areas) else f"_{word(number // len(areas))}")


def interaction(name: str, what: str, how: str, owner: str) -> str:
    """The file of one event that analytics and one advertising platform are told of."""
    return f"""version: 1

events:
  - name: {name}
    description: A visitor had the {what} {how}, and the page confirmed it ({name}).
    owner: {owner}
    fires: {{on: custom, when_ready: [value, currency]}}
    event_id: '{name}_{{visit_id}}'
    parameters:
      - {{use: visit_id, required: true}}
      - {{use: value, required: true}}
      - {{use: currency, required: true}}
      - {{use: email}}
    examples:
      - {{visit_id: V-1, value: 12.5, currency: EUR, email: customer@example.com}}

mappings:
  - {{event: {name}, destination: ga4, as: {name}, parameters: {{value: value, currency: currency}}}}
  - {{event: {name}, destination: meta, as: {"".join(part.title() for part in name.split("_"))},
     parameters: {{value: value, currency: currency}}}}
"""


def write_shop(folder: str, events: int, seed: int = 1) -> None:
    """Write the project."""
    for path, text in shop_files(events, seed):
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)
