"""TikTok: Events API 2.0."""

from __future__ import annotations

from typing import Any

from govern.payloads.answers import Answer
from govern.payloads.forms import Form
from govern.payloads.sent import Endpoint, Sent

LEGACY = Form(
    marks=(("event",), ("context",), ("pixel_code",)),
    user=("context", "user"),
    custom=("properties",),
    names={"event_time": "timestamp", "user": "context", "page.url": "context.page.url", "phone": "phone_number"},
    times="iso",
    event_name=("event",),
    test=(("..", "test_event_code"),),
    legacy=True,
)
FORMS = (
    Form(
        events=("data",),
        marks=(("event",),),
        user=("user",),
        custom=("properties",),
        names={"event_source_id": "...event_source_id"},
        root=("event_source", "event_source_id"),
        event_name=("event",),
        test=(("..", "test_event_code"),),
    ),
    LEGACY,
    LEGACY.replace(events=("batch",), marks=(("event",), ("context",))),
    LEGACY.replace(
        marks=(("event",), ("event_set_id",)),
        names={"event_time": "timestamp", "user": "context", "email": "emails", "phone": "phone_numbers"},
    ),
)

CONTENTS = {
    "content_id": ("item_id", "text"),
    "content_name": ("item_name", "text"),
    "content_category": ("item_category", "text"),
    "brand": ("item_brand", "text"),
    "price": ("price", "number"),
    "quantity": ("quantity", "integer"),
}
REQUEST = {"ip": "ip", "user_agent": "user_agent", "ttclid": "ttclid", "ttp": "ttp"}


def body(sent: Sent) -> dict[str, Any]:
    event = {
        "event": sent.name,
        "event_time": sent.time("s"),
        "event_id": sent.event_id,
        "user": sent.who(REQUEST),
        "page": {"url": sent.context("url"), "referrer": sent.context("referrer")},
        "properties": sent.parameters(CONTENTS),
        **sent.data_use("limited_data_use"),
    }
    return {
        "event_source": sent.mapping.action_source or "web",
        "event_source_id": sent.account,
        "data": [event],
        "test_event_code": sent.test_code,
    }


# TikTok API for Business: Events API 2.0, read on 2026-11-30. The status is 200 whatever the code says: 40100 is a limit,
# 50000 a fault, 40002 a field of an event, 20001 says that only a part was taken.
ANSWER = Answer(code=(("code",),), good=("code",), values=("0",), again=("40100", "50000"), apart=("40002", "20001"))


def endpoint(sent: Sent) -> Endpoint:
    url = "https://business-api.tiktok.com/open_api/{version}/event/track/"
    return Endpoint(sent.urls(url), "header Access-Token")
