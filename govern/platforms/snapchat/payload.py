"""Snapchat: Conversions API version 3."""

from __future__ import annotations

from typing import Any

from govern.payloads.answers import Answer
from govern.payloads.forms import Form
from govern.payloads.sent import PROCESSING, Endpoint, Sent

FORMS = (
    Form(
        events=("data",),
        marks=(("event_name",),),
        user=("user_data",),
        custom=("custom_data",),
        event_name=("event_name",),
        test=(("..", "test_event_code"), ("test_event_code",)),
    ),
    Form(
        marks=(("event_type",), ("event_conversion_type",)),
        names={
            "event_name": "event_type",
            "event_time": "timestamp",
            "action_source": "event_conversion_type",
            "event_source_url": "page_url",
            "em": "hashed_email",
            "ph": "hashed_phone_number",
            "madid": "hashed_mobile_ad_id",
            "idfv": "hashed_idfv",
            "client_ip_address": "hashed_ip_address",
            "client_user_agent": "user_agent",
            "value": "price",
        },
        event_name=("event_type",),
        legacy=True,
    ),
)

CONTENTS = {"id": ("item_id", "text"), "quantity": ("quantity", "integer"), "item_price": ("price", "number")}
REQUEST = {
    "client_ip_address": "ip",
    "client_user_agent": "user_agent",
    "sc_click_id": "sc_click_id",
    "sc_cookie1": "sc_cookie1",
}


def body(sent: Sent) -> dict[str, Any]:
    """The time is in seconds, as in the vendor's guide and in its library; its server template has milliseconds, and both
    are taken."""
    event = {
        "event_name": sent.name,
        "event_time": sent.time("s"),
        "event_id": sent.event_id,
        "action_source": sent.mapping.action_source or "WEB",
        "event_source_url": sent.context("url"),
        "user_data": sent.identified(sent.who(REQUEST)),
        "custom_data": sent.parameters(CONTENTS),
        **sent.data_use(*PROCESSING),
        "test_event_code": sent.test_code,
    }
    return {"data": [event]}


# developers.snap.com: Using the API; openapi.yaml of business-sdk-v3-java; a log of 2025-12-03; read on 2026-11-30.
ANSWER = Answer(code=(("errors", "codes", 0), ("status",)), good=("status",), values=("VALID",))


def endpoint(sent: Sent) -> Endpoint:
    url = "https://tr.snapchat.com/{version}/{account}/events"
    return Endpoint(sent.urls(url), "query access_token", needs=(("data", 0, "user_data"),))
