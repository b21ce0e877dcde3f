"""Snapchat: how the tags that are made of templates for it say what they tell."""

from __future__ import annotations

from govern.platforms.told import Choice, Form, Rows, ours, ours_by_server

FORMS = (
    Form(
        "snapchat",
        leg="server",
        fields=frozenset(("eventType", "pixelId", "accessToken", "eventConversionType")),
        account=("pixelId",),
        name=(
            Choice(message=True, text="Snapchat's word for the event", key="eventType", says="inherit"),
            Choice("eventNameStandard", "eventType", "standard"),
            Choice("eventNameCustom"),
        ),
        rows=(Rows("customDataList"),),
        people=(Rows("userDataList"),),
        more=(("", "", "event data"),),
    ),
    *ours("snapchat", "sc-static.net"),
    ours_by_server("snapchat", "tr.snapchat.com"),
)
