"""LinkedIn: how its tags say what they tell."""

from __future__ import annotations

from govern.platforms.told import Choice, Form, Rows, fixed, ours, ours_by_server

FORMS = (
    Form("linkedin", kind="base", types=("bzi",), account=("id",)),
    Form(
        "linkedin",
        fields=frozenset(("partnerId", "conversionId")),
        account=("partnerId",),
        name=(Choice("conversionId"), *fixed("page view")),
        event_id=("eventId",),
    ),
    Form(
        "linkedin",
        leg="server",
        fields=frozenset(("conversionRuleUrn", "accessToken")),
        account=("partnerIds",),
        ambient=True,
        name=(Choice("conversionRuleUrn"),),
        rows=(Rows("eventData"),),
        people=(Rows("userIds"), Rows("userInfo")),
        more=(("", "", "event data"),),
    ),
    *ours("linkedin", "snap.licdn.com", "conversionId"),
    ours_by_server("linkedin", "api.linkedin.com"),
)
