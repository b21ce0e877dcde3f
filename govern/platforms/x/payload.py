"""X: Web Conversions API. Its `event_id` names the kind of event, `conversion_action` or `as` in a mapping; what all others
call the event ID is its `conversion_id`."""

from __future__ import annotations

from typing import Any

from govern.payloads.answers import Answer
from govern.payloads.forms import Form
from govern.payloads.sent import Endpoint, Sent

FORMS = (
    Form(
        events=("conversions",),
        marks=(("conversion_time",),),
        user=("identifiers",),
        users="list",
        times="iso",
    ),
)

CONTENTS = {
    "content_id": ("item_id", "text"),
    "content_name": ("item_name", "text"),
    "content_price": ("price", "number"),
    "num_items": ("quantity", "integer"),
}
REQUEST = {"twclid": "twclid", "ip_address": "ip", "user_agent": "user_agent"}


def body(sent: Sent) -> dict[str, Any]:
    """All identifiers stand in one object: an address or a browser in one by itself makes X refuse the event."""
    event = {
        "conversion_time": sent.time("iso"),
        "event_id": sent.mapping.conversion_action or sent.name,
        "identifiers": [sent.identified(sent.who(REQUEST))],
        "conversion_id": sent.event_id,
        **sent.parameters(CONTENTS),
    }
    return {"conversions": [event]}


# xdevplatform/docs web-conversions.mdx (2026-08-22), X Ads API error codes, read on 2026-11-30.
ANSWER = Answer(code=(("errors", "*", "code"),), good=("data", "conversions_processed"), counts=True)


def endpoint(sent: Sent) -> Endpoint:
    url = "https://ads-api.x.com/{version}/measurement/conversions/{account}"
    return Endpoint(sent.urls(url), "header X-Pixel-Token", signed=True, needs=(("conversions", 0, "identifiers"),))
