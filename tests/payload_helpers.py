"""A shop that tells every platform of a purchase from its server."""

from __future__ import annotations

from helpers import project

from govern.project import Project

SHOP = """
version: 1
parameters:
  - {name: order_id, type: string}
  - {name: value, type: money, currency: currency}
  - {name: currency, type: currency}
  - {name: items, type: items}
  - {name: email, type: email, pii: email}
  - {name: phone, type: string, pii: phone}
  - {name: first_name, type: string, pii: first_name}
  - {name: last_name, type: string, pii: last_name}
  - {name: customer, type: string, pii: external_id}

events:
  - name: purchase
    description: Somebody paid.
    owner: shop
    event_id: 'order_{order_id}'
    parameters:
      - {use: order_id, required: true}
      - {use: value, required: true}
      - {use: currency, required: true}
      - {use: items}
      - {use: email}
      - {use: phone}
      - {use: first_name}
      - {use: last_name}
      - {use: customer}
      - {name: test_order, type: boolean}
    examples:
      - order_id: A-1001
        value: 429.9
        currency: EUR
        items:
          - {item_id: CHAIR-7, item_name: Oak chair, item_category: Chairs, price: 399.9, quantity: 1}
          - {item_id: 4711, item_name: Wax, price: 15, quantity: 2}
        email: Ana.Maria@Example.com
        phone: '+4930901820'
        first_name: Ana María
        last_name: O'Neill
        customer: c-17
        test_order: false
      - {order_id: A-1002, value: 20.0, currency: EUR, email: b.o+shop@gmail.com, items: [{item_id: W-1, price: 20}]}

tokens:
  items:
    - {name: meta-capi, platform: meta, kind: system_user, stored_in: 'env:META', owner: shop, issued: 2026-10-15}

destinations:
  - {name: ga4, platform: ga4, id: {production: G-ABC1234567, staging: G-STG1234567}, server: {sender: backend}}
  - name: google-ads
    platform: google_ads
    id: AW-123456789
    settings: {customer_id: 123-456-7890}
    server: {sender: backend}
    consent: [ad_storage, ad_user_data]
  - {name: linkedin, platform: linkedin, id: '1234567', server: {sender: backend}, consent: [ad_storage]}
  - name: meta
    platform: meta
    id: {production: '1000000000000001', staging: '1000000000000002'}
    server: {token: meta-capi, api_version: v25.0, test_event_code: {staging: TEST12345}, sender: backend}
    consent: [ad_storage, ad_user_data]
  - {name: microsoft, platform: microsoft_ads, id: '12345678', server: {sender: backend}, consent: [ad_storage]}
  - name: pinterest
    platform: pinterest
    id: '2612345678901'
    settings: {ad_account_id: '549755885175'}
    server: {sender: backend, test_event_code: {staging: 'true'}}
  - {name: reddit, platform: reddit, id: a2_abcdef123456, server: {sender: backend, test_event_code: {staging: t1}}}
  - name: snapchat
    platform: snapchat
    id: 01234567-89ab-4cde-8f01-23456789abcd
    server: {sender: backend, test_event_code: {staging: SNAP1}}
  - {name: tiktok, platform: tiktok, id: CABCDEFGHIJKLMNOPQR0, server: {sender: backend, test_event_code: {staging: TEST9}}}
  - {name: x, platform: x, id: o8z6j, server: {sender: backend}}

mappings:
  - event: purchase
    destination: ga4
    as: purchase
    via: [server]
    parameters: {transaction_id: order_id, value: value, currency: currency, items: items}
    match_keys: {sha256_email_address: email, user_id: customer}
  - event: purchase
    destination: google-ads
    as: purchase
    via: [server]
    conversion_action: '1234567890'
    parameters: {value: value, currency: currency, transaction_id: order_id, items: items}
    match_keys: {hashed_email: email, hashed_phone_number: phone}
  - event: purchase
    destination: linkedin
    as: PURCHASE
    conversion_action: '12345678'
    via: [browser, server]
    parameters: {value: value, currency: currency}
    match_keys: {SHA256_EMAIL: email, userInfo.firstName: first_name, userInfo.lastName: last_name}
  - event: purchase
    destination: meta
    as: Purchase
    via: [browser, server]
    parameters:
      value: value
      currency: currency
      order_id: order_id
      contents: items
      content_ids: items
      num_items: items
      content_type: {value: product}
    match_keys: {em: email, ph: phone, fn: first_name, ln: last_name, external_id: customer}
  - event: purchase
    destination: microsoft
    as: purchase
    via: [browser, server]
    parameters: {revenue_value: value, currency: currency, transactionId: order_id, items: items}
    match_keys: {em: email, ph: phone}
  - event: purchase
    destination: pinterest
    as: checkout
    via: [browser, server]
    parameters: {value: value, currency: currency, order_id: order_id, contents: items, num_items: items}
    match_keys: {em: email, ph: phone, fn: first_name, ln: last_name, external_id: customer}
  - event: purchase
    destination: reddit
    as: Purchase
    via: [browser, server]
    parameters: {value: value, currency: currency, item_count: items, products: items}
    match_keys: {email: email, phone_number: phone, external_id: customer}
  - event: purchase
    destination: snapchat
    as: PURCHASE
    via: [browser, server]
    parameters: {value: value, currency: currency, order_id: order_id, content_ids: items, contents: items}
    match_keys: {em: email, ph: phone, fn: first_name}
  - event: purchase
    destination: tiktok
    as: Purchase
    via: [browser, server]
    parameters: {value: value, currency: currency, order_id: order_id, contents: items}
    match_keys: {email: email, phone: phone, external_id: customer}
  - event: purchase
    destination: x
    as: Purchase
    conversion_action: tw-o8z6j-o8z21
    via: [browser, server]
    parameters: {value: value, currency: currency, num_items: items, contents: items}
    match_keys: {hashed_email: email, hashed_phone_number: phone}
"""


def shop() -> Project:
    """The shop's project."""
    return project(SHOP)
