"""Google Analytics 4: Measurement Protocol."""

from __future__ import annotations

from typing import Any

from govern.payloads.answers import Answer
from govern.payloads.forms import Form
from govern.payloads.sent import Endpoint, Sent, nested

FORMS = (
    Form(
        events=("events",),
        marks=(("name",),),
        user=("..", "user_data"),
        custom=("params",),
        names={"timestamp_micros": "...timestamp_micros"},
        either=("client_id", "app_instance_id"),
        event_name=("name",),
    ),
)


def body(sent: Sent) -> dict[str, Any]:
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


# Any request is answered 204 without a body, a wrong one too (Measurement Protocol: Reference, 2026-11-30).
ANSWER = Answer()


def endpoint(sent: Sent) -> Endpoint:
    """An event without a client belongs to nobody; one without a session is taken and stands in no report (Sending events,
    2026-11-30)."""
    url = "https://www.google-analytics.com/mp/collect?measurement_id={account}"
    return Endpoint(
        sent.urls(url),
        "query api_secret",
        needs=(("client_id",),),
        wants={("events", 0, "params", "session_id"): "without session_id reports lack the event"},
    )
