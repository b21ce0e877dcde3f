"""Google Ads: how its tags say what they tell."""

from __future__ import annotations

from govern.platforms.told import Form, Rows, fixed

# The order's number is what Google Ads tells two conversions of one order apart by.
ORDER = (("value", "conversionValue"), ("currency", "currencyCode"), ("transaction_id", "orderId"))

FORMS = (
    Form("google_ads", kind="base", types=("googtag",), starts="AW-", account=("tagId",), asks=True),
    Form(
        "google_ads",
        types=("awct",),
        account=("conversionId",),
        label=("conversionLabel",),
        name=fixed("conversion"),
        parameters=ORDER,
        event_id=("orderId",),
        asks=True,
    ),
    Form(
        "google_ads",
        types=("sp",),
        account=("conversionId",),
        label=("conversionLabel",),
        name=fixed("remarketing"),
        rows=(Rows("customParams", "key", "value"),),
        more=(("", "", "remarketing parameters"),),
        asks=True,
    ),
    Form("google_ads", kind="person", types=("awud",), account=("conversionId",), asks=True),
    Form(
        "google_ads",
        leg="server",
        types=("sgtmadsct",),
        account=("conversionId",),
        label=("conversionLabel",),
        name=fixed("conversion"),
        parameters=ORDER,
        event_id=("orderId",),
        more=(("", "", "event data"),),
        asks=True,
    ),
    Form(
        "google_ads",
        leg="server",
        types=("sgtmadsremarket",),
        account=("conversionId",),
        name=fixed("remarketing"),
        more=(("", "", "event data"),),
        asks=True,
    ),
    Form(
        "google_ads",
        leg="server",
        fields=frozenset(("developerToken", "conversionAction", "customerId")),
        account=("customerId",),
        label=("conversionAction",),
        name=fixed("conversion"),
        parameters=ORDER,
        event_id=("orderId",),
        more=(("", "", "event data"),),
        people=(Rows("userDataList"),),
    ),
)
