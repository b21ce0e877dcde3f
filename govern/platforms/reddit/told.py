"""Reddit: how the tags that are made of templates for it say what they tell."""

from __future__ import annotations

from govern.platforms.told import Choice, Form, Rows, ours, ours_by_server

FORMS = (
    Form(
        "reddit",
        leg="server",
        fields=frozenset(("eventType", "accountId", "accessToken")),
        account=("accountId",),
        name=(
            Choice(message=True, text="Reddit's word for the event", key="eventType", says="inherit"),
            Choice("eventNameCustom", "eventType", "custom"),
            Choice("eventName"),
        ),
        rows=(Rows("serverEventDataList"),),
        people=(Rows("userDataList"),),
        more=(("", "", "event data"),),
    ),
    *ours("reddit", "redditstatic.com"),
    ours_by_server("reddit", "ads-api.reddit.com"),
)
