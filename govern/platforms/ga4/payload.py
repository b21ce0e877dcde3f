"""Google Analytics 4: the Measurement Protocol, or the Data Manager API with `settings: {api: data_manager, property_id: ...}`.

The protocol says nothing about what it takes; the Data Manager API refuses what is wrong at once and tells later what has
become of the rest. It asks for the property's number and for OAuth in place of an API secret.
"""

from __future__ import annotations

from typing import Any

from govern.core.report import Route
from govern.payloads import data_manager
from govern.payloads.answers import Answer
from govern.payloads.forms import Form
from govern.payloads.plan import Leaf, Needing, Plan, text
from govern.payloads.sent import Endpoint, Sent, nested

APIS = ("measurement_protocol", "data_manager")
ROOT = ("timestamp_micros", "client_id", "user_id", "consent.ad_user_data", "consent.ad_personalization")
"""What a request of the protocol says once for all of its events."""

FORMS = (
    Form(
        events=("events",),
        marks=(("name",),),
        user=("..", "user_data"),
        custom=("params",),
        names={name: f"...{name}" for name in ROOT},
        either=("client_id", "app_instance_id"),
        event_name=("name",),
    ),
    data_manager.form(
        {
            "name": "eventName",
            "timestamp_micros": "eventTimestamp",
            "client_id": "clientId",
            "user_id": "userId",
            "transaction_id": "transactionId",
            "sha256_email_address": "emailAddress",
            "sha256_phone_number": "phoneNumber",
            "address.sha256_first_name": "address.givenName",
            "address.sha256_last_name": "address.familyName",
        },
        destination=r"G-[A-Z0-9]+|\d+:\d+:(?:android|ios|web):[0-9a-f]+",
        eventName="text!",
    ).replace(
        said=((data_manager.KIND, "GOOGLE_ANALYTICS_PROPERTY"),),
        event_name=("eventName",),
        either=("clientId", "appInstanceId"),
        account=("..", "destinations", 0, "productDestinationId"),
    ),
)

ADDRESS = ("address.sha256_first_name", "address.sha256_last_name", "address.country", "address.postal_code")
NAMES = {
    "value": "conversionValue",
    "currency": "currency",
    "transaction_id": "transactionId",
    "items": "cartData.items",
}
TYPES = {"conversionValue": "number", "cartData.items": "array<object>"}
MORE = (
    "item_name", "affiliation", "coupon", "discount", "index", "item_brand", "item_category", "item_category2", "item_category3",
    "item_category4", "item_category5", "item_list_id", "item_list_name", "item_variant", "location_id",
)  # fmt: skip
CONTENTS = {
    "itemId": ("item_id", "text"),
    "quantity": ("quantity", "integer"),
    "unitPrice": ("price", "number"),
    **{f"additionalItemParameters[{name}]": (name, "text") for name in MORE},
}
"""What Analytics knows of a product; the Data Manager API has a field for three of them."""


def body(sent: Sent) -> dict[str, Any]:
    return ingest(sent) if by_data_manager(sent) else collect(sent)


def by_data_manager(sent: Sent) -> bool:
    """Whether a destination has chosen the Data Manager API."""
    return sent.setting("api") == "data_manager"


def collect(sent: Sent) -> dict[str, Any]:
    """The request of the Measurement Protocol."""
    keys = sent.match_keys()
    own = {key: keys.pop(key) for key in ("user_id", "client_id") if key in keys}
    params = {
        "session_id": sent.context("session_id"),
        "engagement_time_msec": 1,
        "page_location": sent.context("url"),
        "page_referrer": sent.context("referrer"),
        **sent.parameters(),
    }
    return {
        "client_id": own.get("client_id", sent.context("client_id")),
        "user_id": own.get("user_id"),
        "timestamp_micros": sent.time("us"),
        "consent": {
            "ad_user_data": sent.granted("ad_user_data", "GRANTED|DENIED"),
            "ad_personalization": sent.granted("ad_personalization", "GRANTED|DENIED"),
        },
        "user_data": nested(keys),
        "events": [{"name": sent.name, "params": params}],
    }


def ingest(sent: Sent) -> dict[str, Any]:
    """The request of the Data Manager API."""
    keys = sent.match_keys()
    types = {**dict.fromkeys(sent.mapping.parameters, "string"), **TYPES}
    told = sent.parameters(CONTENTS, NAMES, types)
    more = {
        "session_id": sent.context("session_id"),
        "engagement_time_msec": 1,
        "page_location": sent.context("url"),
        "page_referrer": sent.context("referrer"),
        **{name: plan for name, plan in told.items() if name not in NAMES.values()},
    }
    email, phone = "sha256_email_address", "sha256_phone_number"
    event = {
        "eventName": sent.name,
        "eventTimestamp": sent.time("iso"),
        "eventSource": sent.mapping.action_source or "WEB",
        "clientId": keys.get("client_id", sent.context("client_id")),
        "userId": keys.get("user_id"),
        **nested({name: plan for name, plan in told.items() if name in NAMES.values()}),
        "additionalEventParameters": [parameter(name, plan) for name, plan in more.items()],
        "userData": {"userIdentifiers": data_manager.people(keys, email, phone, ADDRESS)},
        "consent": data_manager.granted(sent),
    }
    stream = {
        "operatingAccount": data_manager.account("GOOGLE_ANALYTICS_PROPERTY", sent.setting("property_id")),
        "productDestinationId": sent.account,
    }
    return data_manager.request(stream, event)


def parameter(name: str, plan: Plan) -> Needing:
    """A parameter that the Data Manager API has no field for; its values are texts."""
    held = plan if isinstance(plan, Leaf) else text(plan)
    return Needing((("value",),), {"parameterName": name, "value": held})


# Any request is answered 204 without a body, a wrong one too (Measurement Protocol: Reference, 2026-11-30).
ANSWER = Answer()
ACCEPTED, STATUS = data_manager.ANSWER, data_manager.STATUS


def endpoint(sent: Sent) -> Endpoint:
    """An event without a client belongs to nobody; one without a session is taken and stands in no report (Sending events,
    2026-11-30)."""
    way: Route = ("events", 0, "params", "session_id")
    if by_data_manager(sent):
        way = ("events", 0, "additionalEventParameters", "parameterName=session_id")
    wants = {way: "without session_id reports lack the event"}
    if by_data_manager(sent):
        urls = sent.urls(data_manager.URL) if sent.setting("property_id") else {}
        needs: tuple[Route, ...] = (("events", 0, "clientId"),)
        return data_manager.endpoint(urls, answer="ACCEPTED", needs=needs, wants=wants)
    urls = sent.urls("https://www.google-analytics.com/mp/collect?measurement_id={account}")
    return Endpoint(urls, "query api_secret", needs=(("client_id",),), wants=wants)
