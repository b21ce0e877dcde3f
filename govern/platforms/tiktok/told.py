"""TikTok: how the tags that are made of templates for it say what they tell."""

from __future__ import annotations

from govern.platforms.told import Choice, Form, Rows, ours, ours_by_server

# Where no value is given, the template multiplies price and quantity.
OWN = ("contents", "content_id", "content_type", "content_name", "content_category", "price", "quantity", "currency")

FORMS = (
    Form(
        "tiktok",
        fields=frozenset(("pixel_code", "event")),
        without=frozenset(("access_token",)),
        account=("pixel_code",),
        name=(Choice("event"),),
        event_id=("event_id",),
        parameters=(*((name, name) for name in OWN), ("value", "price"), ("value", "value")),
        rows=(Rows("custom_properties", "key"),),
        more=(("enhance_ecomm", "true", "the e-commerce object"),),
    ),
    Form(
        "tiktok",
        leg="server",
        fields=frozenset(("pixel_code", "event", "access_token")),
        account=("pixel_code",),
        name=(Choice("event"),),
        event_id=("event_id",),
        more=(("", "", "event data"),),
    ),
    Form(
        "tiktok",
        leg="server",
        fields=frozenset(("eventType", "pixelId", "accessToken", "eventSource")),
        account=("pixelId",),
        name=(
            Choice(message=True, text="TikTok's word for the event", key="eventType", says="inherit"),
            Choice("eventNameCustom", "eventType", "custom"),
            Choice("eventName"),
        ),
        rows=(Rows("customDataList"),),
        people=(Rows("userDataList"),),
        event_id=("eventId",),
        more=(("", "", "event data"),),
    ),
    *ours("tiktok", "analytics.tiktok.com"),
    ours_by_server("tiktok", "business-api.tiktok.com"),
)
