"""The shop's purchase as vendors' own server templates take it, and where their bodies and ours differ, with the reason.

`docs/official_templates.md` tells the same differences to people; a test holds the two against each other.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

PEOPLE = {
    "email": "ana.maria@example.com", "phone": "+4930901820", "first": "Ana", "last": "Oak", "city": "New York",
    "state": "CA", "zip": "94035", "country": "US", "customer": "c-17",
}  # fmt: skip
EVENT = {
    **PEOPLE,
    "order_id": "A-1001",
    "value": 429.9,
    "currency": "EUR",
    "items": [
        {"item_id": "CHAIR-7", "item_name": "Oak chair", "price": 399.9, "quantity": 1},
        {"item_id": "WAX-1", "item_name": "Wax", "price": 15, "quantity": 2},
    ],
}
REQUEST = {
    "url": "https://www.shop.example/thanks", "referrer": "https://www.shop.example/cart", "ip": "203.0.113.7",
    "user_agent": "Browser/1.0", "fbp": "fb.1.1700000000000.123456", "fbc": "fb.1.1700000000000.AbC", "ttclid": "TT1",
    "ttp": "tp1", "sc_click_id": "sc1", "sc_cookie1": "sid1", "twclid": "tw1", "li_fat_id": "li1", "rdt_cid": "rd1",
    "rdt_uuid": "1700000000000.0c7b", "epik": "ep1",
}  # fmt: skip

BROUGHT = {
    "event_name": "purchase", "event_id": "order_A-1001", "transaction_id": "A-1001", "value": 429.9, "currency": "EUR",
    "client_id": "1.2", "page_location": REQUEST["url"], "page_referrer": REQUEST["referrer"], "ip_override": REQUEST["ip"],
    "user_agent": REQUEST["user_agent"], "items": EVENT["items"], "user_id": PEOPLE["customer"],
    "user_data": {
        "email_address": PEOPLE["email"], "phone_number": PEOPLE["phone"],
        "address": {"first_name": "Ana", "last_name": "Oak", "city": "New York", "region": "CA", "postal_code": "94035", "country": "US"},
    },
}  # fmt: skip
"""The event data that GA4's client makes of the browser's hit."""

COOKIES = {
    "_fbp": REQUEST["fbp"], "_fbc": REQUEST["fbc"], "ttclid": "TT1", "_ttp": "tp1", "_scclid": "sc1", "_scid": "sid1",
    "twclid": "tw1", "_twclid": "tw1", "li_fat_id": "li1", "rdt_cid": "rd1", "_rdt_cid": "rd1",
    "_rdt_uuid": REQUEST["rdt_uuid"], "_epik": "ep1",
}  # fmt: skip

TAGS: dict[str, dict[str, Any]] = {
    "meta": {"pixelId": "1234567890123456", "apiAccessToken": "t", "actionSource": "website"},
    "tiktok": {"pixel_code": "CABCDEFGHIJKLMNOPQR0", "access_token": "t", "object_property_source": "ga"},
    "snapchat": {"pixelId": "01234567-89ab-4cde-8f01-23456789abcd", "apiAccessToken": "t", "eventName": "inherit", "inheritEventName": "inherit", "actionSource": "WEB"},
    "x": {"pixelId": "o8z6j", "eventId": "tw-o8z6j-o8z21", "authMethod": "accessToken", "pixelAccessToken": "t", "autoMapServerEventData": True, "autoMapUserData": True},
    "linkedin": {"type": "conversion", "accessToken": "t", "conversionRuleUrn": "12345678", "autoMapEventData": True, "autoMapUserIds": True, "autoMapUserInfo": True},
    "linkedin own": {"apiAccessToken": "t", "conversionRuleUrn": "12345678", "userIds": [{"name": "linkedinFirstPartyId", "value": "li1"}]},
    "reddit": {"accountId": "a2_abcdef123456", "accessToken": "t", "eventType": "inherit", "actionSource": "WEBSITE"},
    "pinterest": {"advertiserId": "549755885175", "apiAccessToken": "t", "eventType": "inherit", "actionSource": "web"},
}  # fmt: skip
"""What is filled in in each template. Those of Meta, TikTok, Snapchat and the second of LinkedIn are the vendors' own, the others a
tag maker's."""

VALUES: dict[str, dict[str, str]] = {
    "meta": {key: key for key in ("em", "ph", "fn", "ln", "ct", "st", "zp", "country")},
    "snapchat": {key: key for key in ("em", "ph", "fn", "ln", "ct", "st", "zp", "country")},
    "tiktok": {"em": "email", "ph": "phone"},
    "pinterest": {key: key for key in ("em", "ph", "ct", "st", "zp", "country")},
    "x": {"em": "hashed_email", "ph": "hashed_phone_number"},
    "linkedin": {"em": "SHA256_EMAIL"},
    "linkedin own": {"em": "SHA256_EMAIL"},
}
"""What the templates call the match keys of Meta, as far as they take them from the event."""

WAYS = {
    "em": ("email_address",), "ph": ("phone_number",), "fn": ("address", "first_name"), "ln": ("address", "last_name"),
    "ct": ("address", "city"), "st": ("address", "region"), "zp": ("address", "postal_code"), "country": ("address", "country"),
}  # fmt: skip


def brought(key: str, value: str) -> dict[str, Any]:
    """The event with another value of a person."""
    event: dict[str, Any] = deepcopy(BROUGHT)
    inside: Any = event["user_data"]
    *way, last = WAYS[key]
    for step in way:
        inside = inside[step]
    inside[last] = value
    return event


PARAMETERS = {
    "order_id": "string", "value": "money", "currency": "currency", "items": "items", "email": "email", "phone": "phone",
    "first": "first_name", "last": "last_name", "city": "city", "state": "state", "zip": "zip", "country": "country",
    "customer": "external_id",
}  # fmt: skip

MAPPINGS = """
  - {event: purchase, destination: meta, as: Purchase, via: [server], action_source: website,
     parameters: {value: value, currency: currency, order_id: order_id, contents: items},
     match_keys: {em: email, ph: phone, fn: first, ln: last, ct: city, st: state, zp: zip, country: country}}
  - {event: purchase, destination: tiktok, as: CompletePayment, via: [server],
     parameters: {value: value, currency: currency, contents: items},
     match_keys: {email: email, phone: phone, external_id: customer}}
  - {event: purchase, destination: snapchat, as: PURCHASE, via: [server],
     parameters: {value: value, currency: currency, order_id: order_id, content_ids: items, contents: items},
     match_keys: {em: email, ph: phone, fn: first, ln: last, ct: city, st: state, zp: zip, country: country, external_id: customer}}
  - {event: purchase, destination: x, as: Purchase, via: [server], conversion_action: tw-o8z6j-o8z21,
     parameters: {value: value, price_currency: currency, number_items: items, contents: items},
     match_keys: {hashed_email: email, hashed_phone_number: phone}}
  - {event: purchase, destination: linkedin, as: PURCHASE, via: [server], conversion_action: '12345678',
     parameters: {value: value, currency: currency},
     match_keys: {SHA256_EMAIL: email, userInfo.firstName: first, userInfo.lastName: last, userInfo.countryCode: country}}
  - {event: purchase, destination: reddit, as: PURCHASE, via: [server], action_source: WEBSITE,
     parameters: {value: value, currency: currency, products: items},
     match_keys: {email: email, phone_number: phone, external_id: customer}}
  - {event: purchase, destination: pinterest, as: checkout, via: [server], action_source: web,
     parameters: {value: value, currency: currency, order_id: order_id, contents: items, content_ids: items, num_items: items},
     match_keys: {em: email, ph: phone, fn: first, ln: last, ct: city, st: state, zp: zip, country: country, external_id: customer}}
"""


def shop() -> str:
    """Specs that tell each platform what its template tells."""
    ids = {
        "meta": "1234567890123456", "tiktok": "CABCDEFGHIJKLMNOPQR0", "snapchat": "01234567-89ab-4cde-8f01-23456789abcd",
        "x": "o8z6j", "linkedin": "123456", "reddit": "a2_abcdef123456", "pinterest": "2612345678901",
    }  # fmt: skip
    own = {"pinterest": ", settings: {ad_account_id: '549755885175'}"}
    destinations = "".join(
        f"  - {{name: {key}, platform: {key}, id: '{id}', server: {{sender: backend}}{own.get(key, '')}}}\n"
        for key, id in ids.items()
    )
    plain = {"order_id", "value", "currency", "items", "email", "phone"}
    parameters = "".join(
        f"  - {{name: {name}, type: {kind if name in plain else 'string'}{'' if name in plain - {'email', 'phone'} else f', pii: {kind}'}}}\n"
        for name, kind in PARAMETERS.items()
    )
    used = ", ".join(f"{{use: {name}}}" for name in PARAMETERS)
    event = f"events:\n  - {{name: purchase, event_id: 'order_{{order_id}}', parameters: [{used}]}}\n"
    return f"destinations:\n{destinations}parameters:\n{parameters}{event}mappings:{MAPPINGS}"


PIXELS: dict[str, tuple[str, dict[str, Any]]] = {
    "meta": ("fbq", {"pixelId": "1234567890123456", "eventName": "standard", "standardEventName": "Purchase", "eventId": "order_A-1001", "objectPropertyList": [{"name": "value", "value": 429.9}, {"name": "currency", "value": "EUR"}]}),
    "tiktok": ("ttq", {"event": "CompletePayment", "event_id": "order_A-1001", "enhance_ecomm": True, "ga_ecomm": "ecomm", "pixel_code": "CABCDEFGHIJKLMNOPQR0"}),
    "snapchat": ("snaptr", {"pixel_id": "01234567-89ab-4cde-8f01-23456789abcd", "event_type": "PURCHASE", "price": 429.9, "currency": "EUR", "transaction_id": "A-1001", "item_ids": ["CHAIR-7", "WAX-1"], "number_items": 3, "client_dedup_id": "order_A-1001"}),
    "pinterest": ("pintrk", {"tagId": "2612345678901", "eventName": "checkout", "value": 429.9, "currency": "EUR", "order_quantity": 3, "order_id": "A-1001", "product_id": "CHAIR-7"}),
    "linkedin": ("lintrk", {"partnerId": "123456", "conversionId": "987654", "eventId": "order_A-1001"}),
    "reddit": ("rdt", {"id": "a2_abcdef123456", "eventType": "Purchase", "conversionId": "order_A-1001", "enableFirstPartyCookies": True}),
}  # fmt: skip
"""The vendor's function, and what is filled in in each of the vendors' templates for web containers."""

LAYER = {"ecommerce": {"value": 429.9, "currency": "EUR", "items": EVENT["items"]}}
"""The data layer that those read besides."""

WEB = """
sites: [{name: shop, domains: {production: [www.hazel.example]}, containers: {web: GTM-HAZEL1}}]
destinations:
  - {name: meta, platform: meta, id: '1234567890123456'}
  - {name: tiktok, platform: tiktok, id: CABCDEFGHIJKLMNOPQR0}
  - {name: snapchat, platform: snapchat, id: 01234567-89ab-4cde-8f01-23456789abcd}
  - {name: pinterest, platform: pinterest, id: '2612345678901'}
  - {name: linkedin, platform: linkedin, id: '123456'}
  - {name: reddit, platform: reddit, id: a2_abcdef123456}
parameters: [{name: order_id, type: string}, {name: value, type: money}, {name: currency, type: currency}, {name: items, type: items}]
events: [{name: purchase, event_id: 'order_{order_id}', parameters: [{use: order_id}, {use: value}, {use: currency}, {use: items}]}]
mappings:
  - {event: purchase, destination: meta, as: Purchase, parameters: {value: value, currency: currency}}
  - {event: purchase, destination: tiktok, as: CompletePayment, parameters: {value: value, currency: currency, contents: items}}
  - {event: purchase, destination: snapchat, as: PURCHASE,
     parameters: {value: value, currency: currency, order_id: order_id, content_ids: items, num_items: items}}
  - {event: purchase, destination: pinterest, as: checkout,
     parameters: {value: value, currency: currency, order_id: order_id, num_items: items, contents: items}}
  - {event: purchase, destination: linkedin, as: PURCHASE, conversion_action: '987654'}
  - {event: purchase, destination: reddit, as: PURCHASE, parameters: {value: value, currency: currency, products: items, item_count: items}}
"""
"""Specs that tell each pixel what its template tells."""


def by_call(calls: list[list[Any]]) -> dict[str, Any]:
    """What a vendor's function was called with, by its first word; of several calls the last."""
    return flat({str(word): list(rest) for word, *rest in calls})


def flat(value: Any, way: str = "") -> dict[str, Any]:
    """The values of a body by the way to each; what is empty is not there."""
    if isinstance(value, dict):
        return {
            key: one
            for name, inner in value.items()
            for key, one in flat(inner, f"{way}.{name}" if way else name).items()
        }
    if isinstance(value, list):
        return {key: one for number, inner in enumerate(value) for key, one in flat(inner, f"{way}[{number}]").items()}
    return {} if value in (None, "") else {way: value}
