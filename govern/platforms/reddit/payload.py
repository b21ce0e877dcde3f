"""Reddit: Conversions API version 3."""

from __future__ import annotations

from typing import Any

from govern.payloads.answers import Answer
from govern.payloads.forms import Form
from govern.payloads.sent import PROCESSING, Endpoint, Sent

FORMS = (
    Form(
        events=("data", "events"),
        marks=(("type",),),
        user=("user",),
        custom=("metadata",),
        event_name=("type", "tracking_type"),
        test=(("..", "data", "test_id"),),
    ),
    Form(
        events=("events",),
        marks=(("event_type",),),
        user=("user",),
        custom=("event_metadata",),
        names={
            "type.tracking_type": "event_type.tracking_type",
            "type.custom_event_name": "event_type.custom_event_name",
            "metadata": "event_metadata",
            "value": "value_decimal",
        },
        times="iso",
        event_name=("event_type", "tracking_type"),
        test=(("..", "test_mode"), ("..", "test_id")),
        legacy=True,
    ),
)

CONTENTS = {
    "id": ("item_id", "text"),
    "name": ("item_name", "text"),
    "category": ("item_category", "text"),
    "quantity": ("quantity", "integer"),
    "item_price": ("price", "number"),
}
REQUEST = {"ip_address": "ip", "user_agent": "user_agent", "uuid": "rdt_uuid"}


def body(sent: Sent) -> dict[str, Any]:
    event = {
        "event_at": sent.time("ms"),
        "action_source": sent.mapping.action_source or "WEBSITE",
        "type": kind(sent),
        "click_id": sent.context("rdt_cid"),
        "event_source_url": sent.context("url"),
        "user": {**sent.who(REQUEST), "data_processing_options": limits(sent)},
        "metadata": {"conversion_id": sent.event_id, **sent.parameters(CONTENTS)},
    }
    return {"data": {"events": [event], "test_id": sent.test_code}}


def limits(sent: Sent) -> dict[str, Any]:
    """How far the data may be used, in an object of its own."""
    said = sent.data_use(*(PROCESSING[:2]), "data_processing_options_region")
    names = {"data_processing_options": "modes"}
    return {names.get(name, name.rpartition("_")[2]): value for name, value in said.items()}


def kind(sent: Sent) -> dict[str, str]:
    """The standard event, or the name of one's own."""
    known = sent.platform.events.get(sent.name)
    if known is not None:
        return {"tracking_type": known.names[0]}
    return {"tracking_type": "CUSTOM", "custom_event_name": sent.name}


# Reddit's guide to version 3 (Errors) as segmentio/action-destinations keeps it, read on 2026-11-30.
ANSWER = Answer(code=(("error", "code"),), good=("data",))


def endpoint(sent: Sent) -> Endpoint:
    """A request with a test's id takes one event."""
    url = "https://ads-api.reddit.com/api/{version}/pixels/{account}/conversion_events"
    return Endpoint(sent.urls(url), "header Authorization", "Bearer ", alone=("data", "test_id"))
