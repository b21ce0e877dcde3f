"""A shop that tells ten platforms of a purchase from the page and from its server container."""

from __future__ import annotations

KEYS = {
    "ads": "google_ads", "meta": "meta", "tiktok": "tiktok", "snap": "snapchat", "pins": "pinterest", "reddit": "reddit",
    "linkedin": "linkedin", "x": "x", "bing": "microsoft_ads",
}  # fmt: skip
IDS = {
    "ads": "AW-123456789", "meta": "'1000000000000001'", "tiktok": "CABCDEFGHIJKLMNOPQR0", "pins": "'2612345678901'",
    "snap": "01234567-89ab-4cde-8f01-23456789abcd", "reddit": "a2_abcdef123456", "linkedin": "'1234567'", "x": "o8z6j",
    "bing": "'12345678'",
}  # fmt: skip
SETTINGS = {"ads": "{customer_id: 123-456-7890}", "pins": "{ad_account_id: '549755885175'}"}
TOLD = {
    "ads": "conversion, conversion_label: AbC-D_efG-h12, parameters: {transaction_id: order_id, value: value, currency: currency}, match_keys: {hashed_email: email, hashed_phone_number: phone}",
    "meta": "Purchase, parameters: {value: value, currency: currency, contents: items}, match_keys: {em: email}",
    "tiktok": "Purchase, parameters: {value: value, currency: currency, contents: items}, match_keys: {email: email}",
    "snap": "PURCHASE, parameters: {value: value, currency: currency, content_ids: items}, match_keys: {em: email}",
    "pins": "checkout, parameters: {value: value, currency: currency, contents: items}, match_keys: {em: email}",
    "reddit": "PURCHASE, parameters: {value: value, currency: currency, products: items}, match_keys: {email: email}",
    "x": "Purchase, conversion_action: tw-o8z6j-o8z21, parameters: {value: value, currency: currency}, match_keys: {hashed_email: email}",
    "bing": "purchase, parameters: {revenue_value: value, currency: currency, transaction_id: order_id}, match_keys: {em: email}",
}
RULE = "PURCHASE, parameters: {value: value, currency: currency}, match_keys: {SHA256_EMAIL: email}, conversion_action:"
WEB, SERVER = "GTM-HZL0AA1", "GTM-HZL0SS1"


def specs() -> str:
    """The shop's specs."""
    destinations = "".join(
        f"  - {{name: {name}, platform: {key}, site: shop, id: {IDS[name]}, settings: {SETTINGS.get(name, '{}')}, "
        f"server: {{token: {name}}}, consent: [ad_storage, ad_user_data, ad_personalization]}}\n"
        for name, key in KEYS.items()
    )
    tokens = "".join(
        f"    - {{name: {name}, platform: {key}, stored_in: 'gcp-secret:hazel-tracking/{name}', issued: 2026-10-15}}\n"
        for name, key in KEYS.items()
    )
    mappings = "".join(
        f"  - {{event: purchase, destination: {name}, via: [browser, server], as: {told}}}\n"
        for name, told in TOLD.items()
    )
    return f"""version: 1
sites:
  - name: shop
    domains: {{production: [www.hazel.example]}}
    containers: {{web: {WEB}, server: {SERVER}}}
    first_party: https://sgtm.hazel.example
    consent: {{default: denied, message: cookie_consent_update}}
parameters:
  - {{name: order_id, type: string}}
  - {{name: value, type: money, currency: currency, data_layer: ecommerce.value}}
  - {{name: currency, type: currency, data_layer: ecommerce.currency}}
  - {{name: items, type: items, data_layer: ecommerce.items}}
  - {{name: email, type: email, pii: email}}
  - {{name: phone, type: string, pii: phone}}
events:
  - name: purchase
    fires: {{on: server_confirmed, once_per: order, when_ready: [value, currency]}}
    event_id: 'order_{{order_id}}'
    parameters: [{{use: order_id}}, {{use: value}}, {{use: currency}}, {{use: items}}, {{use: email}}, {{use: phone}}]
destinations:
  - {{name: ga4, platform: ga4, site: shop, id: G-HAZEL00001, consent: [analytics_storage]}}
{destinations}tokens:
  items:
{tokens}mappings:
  - {{event: purchase, destination: ga4, as: purchase, parameters: {{transaction_id: order_id, value: value, currency: currency, items: items}}}}
{mappings}  - {{event: purchase, destination: linkedin, via: [browser], as: {RULE} '12345678'}}
  - {{event: purchase, destination: linkedin, via: [server], as: {RULE} '12345679'}}
"""
