"""Google Ads: events for the Data Manager API, which is open to everybody.

The conversion action is the mapping's `conversion_action`, a number; the label that a browser's tag sends is another thing. The
account is the customer that `settings: {customer_id: ...}` of the destination names, `login_customer_id` the manager through
which it is reached. The upload of click conversions by the Google Ads API is closed to those that had not used it before
2026-06-15; who has it keeps it with `settings: {api: google_ads}` or an `api_version` of its own.
"""

from __future__ import annotations

import re
from typing import Any

from govern.payloads.answers import Answer
from govern.payloads.forms import Form
from govern.payloads.plan import Leaf, Needing, Plan
from govern.payloads.sent import Endpoint, Sent, nested
from govern.spec.base import ENVIRONMENTS

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
    Form(
        events=("events",),
        marks=(("eventTimestamp",), ("..", "destinations")),
        user=("userData", "userIdentifiers"),
        users="list",
        names={
            "conversion_date_time": "eventTimestamp",
            "order_id": "transactionId",
            "hashed_email": "emailAddress",
            "hashed_phone_number": "phoneNumber",
            "value": "conversionValue",
        },
        times="iso",
        test=(("..", "validateOnly"),),
        legacy=True,
    ),
)
"""The facts are about the upload; of the Data Manager's bodies they say less, hence `legacy`."""

RENEWAL = "https://oauth2.googleapis.com/token"
"""Where an access token, which lives for an hour, is renewed."""

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

CLICKS = ("gclid", "gbraid", "wbraid")
ADDRESS = {
    "givenName": "address_info.hashed_first_name",
    "familyName": "address_info.hashed_last_name",
    "regionCode": "address_info.country_code",
    "postalCode": "address_info.postal_code",
}


def body(sent: Sent) -> dict[str, Any]:
    return upload(sent) if is_upload(sent) else ingest(sent)


def is_upload(sent: Sent) -> bool:
    """Whether a destination keeps the Google Ads API."""
    return sent.setting("api") == "google_ads" or bool(sent.mapping.api_version or sent.server.api_version)


def ingest(sent: Sent) -> dict[str, Any]:
    """The request of the Data Manager API. Outside production it is only looked at."""
    keys = sent.match_keys()
    address = {name: keys[key] for name, key in ADDRESS.items() if key in keys}
    people = [{"emailAddress": keys.get("hashed_email")}, {"phoneNumber": keys.get("hashed_phone_number")},
              {"address": Needing((tuple(ADDRESS),), address)}]  # fmt: skip
    event = {
        **nested({"transactionId": sent.event_id, **sent.parameters(CONTENTS, NAMES, TYPES)}),
        "eventTimestamp": sent.time("iso"),
        "eventSource": sent.mapping.action_source or "WEB",
        "adIdentifiers": clicks(sent, keys),
        "userData": {"userIdentifiers": people},
        "eventDeviceInfo": {"ipAddress": sent.context("ip"), "userAgent": sent.context("user_agent")},
        "consent": granted(sent, "CONSENT_GRANTED|CONSENT_DENIED"),
    }
    return {
        "destinations": [destination(sent)],
        "encoding": "HEX",
        "events": [Needing((("adIdentifiers",), ("userData",)), event)],
        "validateOnly": Leaf("environment", values=dict.fromkeys(ENVIRONMENTS[1:], True)),
    }


def destination(sent: Sent) -> dict[str, Plan]:
    """The account, and the conversion action in it."""
    login = sent.setting("login_customer_id").replace("-", "").strip()
    told = (sent.mapping.conversion_action or sent.name).rpartition("/")[2]
    return {
        "operatingAccount": {"accountType": "GOOGLE_ADS", "accountId": customer(sent)},
        "loginAccount": {"accountType": "GOOGLE_ADS", "accountId": login} if login else None,
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
        **{key: keys.get(key, sent.context(key)) for key in CLICKS},
        "userIdentifiers": who,
        "consent": granted(sent, "GRANTED|DENIED"),
        **nested({"orderId": sent.event_id, **sent.parameters(contents, names, types)}),
    }
    return {"conversions": [Needing(((),), event, CLICKS)], "partialFailure": True}


def clicks(sent: Sent, keys: dict[str, Plan]) -> Needing:
    """The ID of the click: one of the three, never two together."""
    return Needing(((),), {key: keys.get(key, sent.context(key)) for key in CLICKS}, CLICKS)


def granted(sent: Sent, words: str) -> dict[str, Plan]:
    """The visitor's choice in the words of either API."""
    return {
        "adUserData": sent.granted("ad_user_data", words),
        "adPersonalization": sent.granted("ad_personalization", words),
    }


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


BUSY = (
    "INTERNAL_ERROR",
    "TRANSIENT_ERROR",
    "RESOURCE_EXHAUSTED",
    "RESOURCE_TEMPORARILY_EXHAUSTED",
    "DEADLINE_EXCEEDED",
)

# Data Manager API: discovery document of 2026-11-06, guide "Understand API errors"; read on 2026-11-30. What is refused for a
# duplicate or a denied consent shows only later, where the request's id is asked about.
ANSWER = Answer(
    code=(("error", "details", "*", "reason"), ("error", "status"), ("requestId",)),
    good=("requestId",),
    later=True,
    again=(*BUSY, "INTERNAL", "UNAVAILABLE"),
)

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
    again=BUSY,
    there=("ORDER_ID_ALREADY_IN_USE", "CLICK_CONVERSION_ALREADY_EXISTS"),
)


def endpoint(sent: Sent) -> Endpoint:
    """Since 2026-09-09 no developer token is asked for; both APIs know the project by the OAuth client."""
    if is_upload(sent):
        url = "https://googleads.googleapis.com/{version}/customers/{account}:uploadClickConversions"
        urls = sent.urls(url, account=customer(sent))
        return Endpoint(urls, "header Authorization", "Bearer ", answer="UPLOAD", renewal=RENEWAL)
    urls = sent.urls("https://datamanager.googleapis.com/v1/events:ingest", account=customer(sent))
    return Endpoint(urls, "header Authorization", "Bearer ", needs=(("events", 0),), renewal=RENEWAL)
