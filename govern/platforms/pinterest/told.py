"""Pinterest: how its tags say what they tell."""

from __future__ import annotations

from govern.platforms.told import Choice, Form, Rows, ours, ours_by_server

NATIVE = (
    "value",
    "currency",
    "order_id",
    "order_quantity",
    "lead_type",
    "search_query",
    "video_title",
    "product_category",
)
"""The fields of Tag Manager's own tag that have the name of a parameter; the others stand in its table."""

FORMS = (
    Form("pinterest", kind="base", types=("pntr",), only=Choice(key="eventName", says=""), account=("tagId",)),
    Form(
        "pinterest",
        types=("pntr",),
        only=Choice(key="eventName", says="!"),
        account=("tagId",),
        name=(Choice("eventName"),),
        parameters=tuple((key, key) for key in NATIVE),
        rows=(Rows("values"),),
        event_id=("event_id",),
    ),
    Form(
        "pinterest",
        leg="server",
        fields=frozenset(("eventType", "advertiserId", "apiAccessToken")),
        account=("advertiserId",),
        name=(
            Choice(message=True, text="Pinterest's word for the event", key="eventType", says="inherit"),
            Choice("eventNameStandard"),
        ),
        rows=(Rows("customDataList"),),
        people=(Rows("userDataList"),),
        more=(("", "", "event data"),),
    ),
    *ours("pinterest", "s.pinimg.com"),
    ours_by_server("pinterest", "api.pinterest.com"),
)
