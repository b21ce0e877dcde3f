"""X: how the tags that are made of templates for it say what they tell."""

from __future__ import annotations

from govern.platforms.told import Choice, Form, Rows, ours, ours_by_server

FORMS = (
    Form(
        "x",
        types=("twitter_website_tag",),
        account=("twitter_pixel_id",),
        name=(Choice("event_type"),),
        rows=(Rows("event_parameters", "param_table_key_column", "param_table_value_column"),),
    ),
    Form(
        "x",
        leg="server",
        fields=frozenset(("pixelId", "eventId", "authMethod")),
        account=("pixelId",),
        name=(Choice("eventId"),),
        rows=(Rows("serverEventDataList"),),
        people=(Rows("userDataList"),),
        more=(("", "", "event data"),),
    ),
    *ours("x", "static.ads-twitter.com"),
    ours_by_server("x", "ads-api.x.com"),
)
