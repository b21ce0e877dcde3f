"""Microsoft Advertising: UET Conversions API."""

from __future__ import annotations

from typing import Any

from govern.payloads.answers import Answer
from govern.payloads.forms import Form
from govern.payloads.sent import Endpoint, Sent

FORMS = (
    Form(
        events=("data",),
        marks=(("eventType",),),
        user=("userData",),
        custom=("customData",),
        event_name=("eventName",),
        names={"revenue_value": "value", "transaction_id": "transactionId"},
    ),
)

NAMES = {"revenue_value": "value", "transaction_id": "transactionId", "event_value": "eventValue",
         "event_category": "eventCategory", "event_label": "eventLabel", "search_term": "searchTerm"}  # fmt: skip
CONTENTS = {
    "id": ("item_id", "text"),
    "name": ("item_name", "text"),
    "price": ("price", "number"),
    "quantity": ("quantity", "integer"),
}
REQUEST = {"clientIpAddress": "ip", "clientUserAgent": "user_agent", "msclkid": "msclkid"}
PAGES = ("page_view", "pageLoad")


def body(sent: Sent) -> dict[str, Any]:
    page = sent.name in PAGES
    event = {
        "eventType": "pageLoad" if page else "custom",
        "eventName": None if page else sent.name,
        "eventTime": sent.time("s"),
        "eventId": sent.event_id,
        "eventSourceUrl": sent.context("url"),
        "adStorageConsent": sent.granted("ad_storage", "G|D"),
        "userData": sent.identified(sent.who(REQUEST)),
        "customData": sent.parameters(CONTENTS, NAMES),
    }
    return {"data": [event]}


# MicrosoftDocs/Advertising: uet-conversion-api-integration.md (2026-08-04), read on 2026-11-30. A warning stands beside
# events that were taken.
ANSWER = Answer(
    code=(("error", "details", "*", "errorCode"), ("error", "code")),
    good=("eventsReceived",),
    counts=True,
)


def endpoint(sent: Sent) -> Endpoint:
    url = "https://capi.uet.microsoft.com/v1/{account}/events"
    return Endpoint(sent.urls(url), "header Authorization", "Bearer ", needs=(("data", 0, "userData"),))
