"""Pinterest: how its tags say what they tell."""

from __future__ import annotations

from govern.platforms.told import Choice, Form, Rows, ours, ours_by_server

FORMS = (
    Form(
        "pinterest",
        types=("pntr",),
        account=("tagId",),
        name=(Choice("eventName"),),
        more=(("", "", "custom parameters"),),
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
