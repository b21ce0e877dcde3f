"""Microsoft Advertising: how its tags say what they tell."""

from __future__ import annotations

from govern.platforms.told import Choice, Form, Rows, fixed, ours_by_server

FORMS = (
    Form(
        "microsoft_ads",
        kind="base",
        types=("baut",),
        only=Choice(key="eventType", says="PAGE_LOAD"),
        account=("tagId",),
        asks=True,
    ),
    Form(
        "microsoft_ads",
        types=("baut",),
        only=Choice(key="eventType", says="CUSTOM"),
        account=("tagId",),
        ambient=True,
        name=(Choice("customEventAction"), Choice("eventAction")),
        parameters=(("value", "goalValue"), ("currency", "p_currency")),
        rows=(Rows("customParamTable", "customParamName", "customParamValue"),),
        asks=True,
    ),
    Form(
        "microsoft_ads",
        types=("baut",),
        only=Choice(key="eventType", says="VARIABLE_REVENUE"),
        account=("tagId",),
        ambient=True,
        name=fixed("variable revenue"),
        parameters=(("value", "goalValue"), ("currency", "p_currency")),
        asks=True,
    ),
    ours_by_server("microsoft_ads", "capi.uet.microsoft.com"),
)
