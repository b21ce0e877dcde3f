"""Google Ads: events for the Data Manager API, which is open to everybody.

The conversion action is the mapping's `conversion_action`, a number; the label that a browser's tag sends is another thing. The
account is the customer that `settings: {customer_id: ...}` of the destination names, `login_customer_id` the manager through
which it is reached. The upload of click conversions by the Google Ads API is closed to those that had not used it before
2026-06-15; who has it keeps it with `settings: {api: google_ads}` or an `api_version` of its own.
"""

from __future__ import annotations

import re
from typing import Any

from govern.payloads import data_manager
from govern.payloads.answers import Answer
from govern.payloads.forms import Form
from govern.payloads.plan import Needing, Plan
from govern.payloads.sent import Endpoint, Sent, nested

APIS = ("data_manager", "google_ads")
fields = data_manager.fields
CONSENT = "GRANTED|DENIED"
SCHEMA = {
    "UploadClickConversionsRequest": fields(
        "customerId", conversions="[ClickConversion]!", partialFailure="boolean!", validateOnly="boolean", jobId="integer",
        debugEnabled="boolean"),
    "ClickConversion": fields(
        "gclid gbraid wbraid conversionDateTime currencyCode orderId userIpAddress sessionAttributesEncoded",
        conversionAction=r"~customers/\d+/conversionActions/\d+", conversionValue="number", externalAttributionData="any", customVariables="[any]", cartData="CartData",
        userIdentifiers="[UserIdentifier]", conversionEnvironment="APP|WEB", consent="Consent",
        customerType="NEW|RETURNING", sessionAttributesKeyValuePairs="any"),
    "CartData": fields(
        "feedCountryCode feedLanguageCode", merchantId="integer", localTransactionCost="number", items="[Item]"),
    "Item": fields("productId", quantity="integer", unitPrice="number"),
    "Consent": fields("", adUserData=CONSENT, adPersonalization=CONSENT),
    "UserIdentifier": fields(
        "hashedEmail hashedPhoneNumber mobileId thirdPartyUserId", userIdentifierSource="FIRST_PARTY|THIRD_PARTY",
        addressInfo="any"),
}  # fmt: skip
"""The objects of an upload: conversion_upload_service.py of google-ads 34.0.0 (v25), read on 2026-11-30; `debugEnabled` went
with version 25."""

FORMS = (
    Form(
        events=("conversions",),
        marks=(("conversionAction",),),
        user=("userIdentifiers",),
        users="list",
        names={
            "conversion_date_time": "conversionDateTime",
            "conversion_action": "conversionAction",
            "order_id": "orderId",
            "user_ip_address": "userIpAddress",
            "customer_type": "customerType",
            "hashed_email": "hashedEmail",
            "hashed_phone_number": "hashedPhoneNumber",
            "currency": "currencyCode",
            "value": "conversionValue",
        },
        times="zoned",
        test=(("..", "validateOnly"),),
        schema=SCHEMA,
    ),
    data_manager.form(
        {
            "conversion_date_time": "eventTimestamp",
            "order_id": "transactionId",
            "hashed_email": "emailAddress",
            "hashed_phone_number": "phoneNumber",
            "address_info.hashed_first_name": "address.givenName",
            "address_info.hashed_last_name": "address.familyName",
        },
        destination=r"\d+",
    ),
)
"""The facts are about the upload; of the Data Manager's bodies they say less, hence `legacy`."""

NAMES = {
    "value": "conversionValue",
    "conversion_value": "conversionValue",
    "currency": "currency",
    "currency_code": "currency",
    "transaction_id": "transactionId",
    "order_id": "transactionId",
    "items": "cartData.items",
}
CONTENTS = {
    "merchantProductId": ("item_id", "text"),
    "quantity": ("quantity", "integer"),
    "unitPrice": ("price", "number"),
}
TYPES = {"conversionValue": "number", "transactionId": "string", "cartData.items": "array<object>"}
UPLOADED = {"currency": "currencyCode", "transactionId": "orderId", "merchantProductId": "productId"}
"""What the upload calls it."""

ADDRESS = (
    "address_info.hashed_first_name",
    "address_info.hashed_last_name",
    "address_info.country_code",
    "address_info.postal_code",
)


def body(sent: Sent) -> dict[str, Any]:
    return upload(sent) if is_upload(sent) else ingest(sent)


def is_upload(sent: Sent) -> bool:
    """Whether a destination keeps the Google Ads API."""
    return sent.setting("api") == "google_ads" or bool(sent.mapping.api_version or sent.server.api_version)


def ingest(sent: Sent) -> dict[str, Any]:
    """The request of the Data Manager API."""
    keys = sent.match_keys()
    event = {
        **nested({"transactionId": sent.event_id, **sent.parameters(CONTENTS, NAMES, TYPES)}),
        "eventTimestamp": sent.time("iso"),
        "eventSource": sent.mapping.action_source or "WEB",
        "adIdentifiers": data_manager.clicks(sent, keys),
        "userData": {"userIdentifiers": data_manager.people(keys, "hashed_email", "hashed_phone_number", ADDRESS)},
        "eventDeviceInfo": {"ipAddress": sent.context("ip"), "userAgent": sent.context("user_agent")},
        "consent": data_manager.granted(sent),
    }
    return data_manager.request(destination(sent), Needing((("adIdentifiers",), ("userData",)), event))


def destination(sent: Sent) -> dict[str, Plan]:
    """The account, and the conversion action in it."""
    told = (sent.mapping.conversion_action or sent.name).rpartition("/")[2]
    return {
        "operatingAccount": data_manager.account("GOOGLE_ADS", customer(sent)),
        "loginAccount": data_manager.account("GOOGLE_ADS", sent.setting("login_customer_id")),
        "productDestinationId": told,
    }


def upload(sent: Sent) -> dict[str, Any]:
    """The request of the Google Ads API."""
    keys = sent.match_keys()
    who = [{camel(key): plan} for key, plan in keys.items() if key.startswith("hashed_")]
    names = {ours: UPLOADED.get(name, name) for ours, name in NAMES.items()}
    contents = {UPLOADED.get(name, name): source for name, source in CONTENTS.items()}
    types = {UPLOADED.get(name, name): type for name, type in TYPES.items()}
    event = {
        "conversionAction": action(sent),
        "conversionDateTime": sent.time("zoned"),
        **{key: keys.get(key, sent.context(key)) for key in data_manager.CLICKS},
        "userIdentifiers": who,
        "consent": data_manager.granted(sent, CONSENT),
        **nested({"orderId": sent.event_id, **sent.parameters(contents, names, types)}),
    }
    return {"conversions": [Needing(((),), event, data_manager.CLICKS)], "partialFailure": True}


def camel(key: str) -> str:
    """A field's name as JSON has it."""
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), key)


def customer(sent: Sent) -> str:
    """The customer's number without its dashes."""
    told = (
        sent.setting("customer_id")
        or (re.match(r"customers/([0-9]+)", sent.mapping.conversion_action or "") or "  ")[1]
    )
    return told.replace("-", "").strip()


def action(sent: Sent) -> str:
    """The conversion action as a resource's name."""
    told = sent.mapping.conversion_action or sent.name
    return f"customers/{customer(sent)}/conversionActions/{told}" if told.isdecimal() else told


ANSWER, STATUS = data_manager.ANSWER, data_manager.STATUS

# Google Ads API: partial failures, error codes of google-ads 34.0.0 (v26), read on 2026-11-30. A conversion that is there
# already is what a request that is sent again is told.
UPLOAD = Answer(
    code=(
        ("error", "details", "*", "errors", "*", "errorCode", "*"),
        ("error", "status"),
        ("partialFailureError", "code"),
    ),
    good=("results",),
    failures=("partialFailureError", "details", "*", "errors", "*"),
    index=("location", "fieldPathElements", 0, "index"),
    row_code=("errorCode", "*"),
    again=data_manager.BUSY,
    there=("ORDER_ID_ALREADY_IN_USE", "CLICK_CONVERSION_ALREADY_EXISTS"),
)


def endpoint(sent: Sent) -> Endpoint:
    account = customer(sent)
    if is_upload(sent):
        url = "https://googleads.googleapis.com/{version}/customers/{account}:uploadClickConversions"
        urls = sent.urls(url, account=account)
        return Endpoint(urls, "header Authorization", "Bearer ", answer="UPLOAD", renewal=data_manager.RENEWAL)
    return data_manager.endpoint(sent.urls(data_manager.URL, account=account), needs=(("events", 0),))
