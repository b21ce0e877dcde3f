"""LinkedIn: how its tags say what they tell."""

from __future__ import annotations

from govern.platforms.told import Choice, Form, fixed, ours

FORMS = (
    Form("linkedin", kind="base", types=("bzi",), account=("id",)),
    Form(
        "linkedin",
        fields=frozenset(("partnerId", "conversionId")),
        account=("partnerId",),
        name=(Choice("conversionId"), *fixed("page view")),
        event_id=("eventId",),
    ),
    *ours("linkedin", "snap.licdn.com", "conversionId"),
)
