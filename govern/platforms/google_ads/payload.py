"""Google Ads: upload of click conversions. The event is the mapping's `conversion_action`, the account is the customer
that `settings: {customer_id: ...}` of the destination names."""

from __future__ import annotations

import re
from typing import Any

from govern.payloads.answers import Answer
from govern.payloads.forms import Form
from govern.payloads.sent import Endpoint, Sent, nested

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
    ),
)

NAMES = {
    "value": "conversionValue",
    "conversion_value": "conversionValue",
    "currency": "currencyCode",
    "currency_code": "currencyCode",
    "transaction_id": "orderId",
    "order_id": "orderId",
    "items": "cartData.items",
}
CONTENTS = {
    "productId": ("item_id", "text"),
    "quantity": ("quantity", "integer"),
    "unitPrice": ("price", "number"),
}
TYPES = {"conversionValue": "number", "orderId": "string", "cartData.items": "array<object>"}
CLICKS = ("gclid", "gbraid", "wbraid")


def body(sent: Sent) -> dict[str, Any]:
    keys = sent.match_keys()
    who = [{camel(key): plan} for key, plan in keys.items() if key.startswith("hashed_")]
    clicks = {key: keys.get(key, sent.context(key)) for key in CLICKS}
    event = {
        "conversionAction": action(sent),
        "conversionDateTime": sent.time("zoned"),
        **clicks,
        "userIdentifiers": who,
        "consent": {
            "adUserData": sent.granted("ad_user_data", "GRANTED|DENIED"),
            "adPersonalization": sent.granted("ad_personalization", "GRANTED|DENIED"),
        },
        **nested({"orderId": sent.event_id, **sent.parameters(CONTENTS, NAMES, TYPES)}),
    }
    return {"conversions": [event], "partialFailure": True}


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


# Google Ads API: partial failures, error codes of google-ads 34.0.0 (v26), read on 2026-11-30. A conversion that is there
# already is what a request that is sent again is told.
ANSWER = Answer(
    code=(
        ("error", "details", "*", "errors", "*", "errorCode", "*"),
        ("error", "status"),
        ("partialFailureError", "code"),
    ),
    good=("results",),
    failures=("partialFailureError", "details", "*", "errors", "*"),
    index=("location", "fieldPathElements", 0, "index"),
    row_code=("errorCode", "*"),
    again=(
        "INTERNAL_ERROR",
        "TRANSIENT_ERROR",
        "RESOURCE_EXHAUSTED",
        "RESOURCE_TEMPORARILY_EXHAUSTED",
        "DEADLINE_EXCEEDED",
    ),
    there=("ORDER_ID_ALREADY_IN_USE", "CLICK_CONVERSION_ALREADY_EXISTS"),
)


def endpoint(sent: Sent) -> Endpoint:
    url = "https://googleads.googleapis.com/{version}/customers/{account}:uploadClickConversions"
    return Endpoint(
        sent.urls(url, account=customer(sent)), "header Authorization", "Bearer ", secrets=("developer-token",)
    )
