"""Meta: Conversions API."""

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
        test=(("..", "test_event_code"),),
    ),
)

CONTENTS = {"id": ("item_id", "text"), "quantity": ("quantity", "integer"), "item_price": ("price", "number")}
REQUEST = {"client_ip_address": "ip", "client_user_agent": "user_agent", "fbc": "fbc", "fbp": "fbp"}


def body(sent: Sent) -> dict[str, Any]:
    event = {
        "event_name": sent.name,
        "event_time": sent.time("s"),
        "event_id": sent.event_id,
        "action_source": sent.mapping.action_source or "website",
        "event_source_url": sent.context("url"),
        "referrer_url": sent.context("referrer"),
        "user_data": sent.who(REQUEST),
        "custom_data": sent.parameters(CONTENTS),
        **sent.data_use(*PROCESSING, "opt_out"),
    }
    return {"data": [event], "test_event_code": sent.test_code}


# Meta for Developers: Using the API, Graph API error codes; calls of 2026-09-05 on v26.0; read on 2026-11-30. Codes 1 and 2
# are faults, 4, 17, 341 and 80003 limits.
ANSWER = Answer(
    code=(("error", "code"),),
    subcode=("error", "error_subcode"),
    good=("events_received",),
    counts=True,
    again=("1", "2", "4", "17", "341", "80003"),
)


def endpoint(sent: Sent) -> Endpoint:
    url = "https://graph.facebook.com/{version}/{account}/events"
    return Endpoint(sent.urls(url), "body access_token", needs=(("data", 0, "user_data"),))
