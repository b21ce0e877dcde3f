"""Microsoft Advertising: UET Conversions API."""

from __future__ import annotations

from typing import Any

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
        "userData": sent.who(REQUEST),
        "customData": sent.parameters(CONTENTS, NAMES),
    }
    return {"data": [event]}


def endpoint(sent: Sent) -> Endpoint:
    url = "https://capi.uet.microsoft.com/v1/{account}/events"
    return Endpoint(sent.urls(url), "header Authorization", "Bearer ")
