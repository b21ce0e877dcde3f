"""X: how the tags that are made of templates for it say what they tell."""

from __future__ import annotations

from govern.platforms.told import Choice, Form, Rows, ours, ours_by_server

FORMS = (
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
