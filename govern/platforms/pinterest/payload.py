"""Pinterest: Conversions API."""

from __future__ import annotations

from typing import Any

from govern.payloads.answers import Answer
from govern.payloads.forms import Form
from govern.payloads.sent import Endpoint, Sent

SHAPE = Form(
    events=("data",),
    marks=(("event_name",),),
    user=("user_data",),
    custom=("custom_data",),
    event_name=("event_name",),
)
FORMS = (SHAPE, SHAPE.replace(events=(), marks=(("event_name",), ("user_data",))))

CONTENTS = {
    "id": ("item_id", "text"),
    "item_name": ("item_name", "text"),
    "item_category": ("item_category", "text"),
    "item_brand": ("item_brand", "text"),
    "item_price": ("price", "text"),
    "quantity": ("quantity", "integer"),
}
REQUEST = {"client_ip_address": "ip", "client_user_agent": "user_agent", "click_id": "epik"}


def body(sent: Sent) -> dict[str, Any]:
    event = {
        "event_name": sent.name,
        "event_time": sent.time("s"),
        "event_id": sent.event_id,
        "action_source": sent.mapping.action_source or "web",
        "event_source_url": sent.context("url"),
        "user_data": sent.identified(sent.who(REQUEST, many=True)),
        "custom_data": {**sent.parameters(CONTENTS), **sent.data_use("opt_out_type")},
        **sent.data_use("opt_out"),
    }
    return {"data": [event]}


# pinterest/api-description 5.23.0, read on 2026-11-30. Some failed: 422, the events in `details`.
ANSWER = Answer(
    code=(("code",),),
    good=("num_events_processed",),
    counts=True,
    rows=(("events",), ("details", "events")),
    row=("status",),
    row_values=("processed",),
)


def endpoint(sent: Sent) -> Endpoint:
    """Pinterest's account is the ad account, which the tag's id does not tell."""
    url = "https://api.pinterest.com/{version}/ad_accounts/{account}/events"
    return Endpoint(
        sent.urls(url, account=sent.setting("ad_account_id"), test="?test=true"),
        "header Authorization",
        "Bearer ",
        needs=(("data", 0, "user_data"),),
    )
