"""Tags of Tag Manager that tell nobody about visitors, and those of products without facts of their own."""

from __future__ import annotations

from govern.platforms.told import Choice, Form, Rows, fixed

FORMS = (
    Form("", kind="support", types=("gclidw",), asks=True),
    Form("", kind="support", fields=frozenset(("defaults", "types")), sign="setDefaultConsentState"),
    Form("", kind="support", fields=frozenset(("message", "types")), sign="addConsentListener"),
    Form("", kind="support", fields=frozenset(("event",)), sign="governMoments"),
    Form("", kind="support", fields=frozenset(("event", "id")), sign="localStorage"),
    Form("", leg="server", kind="support", types=("sgtmadscl",), asks=True),
    Form("universal_analytics", types=("ua", "ua_amp"), account=("trackingId",), name=(Choice("trackType"),)),
    Form(
        "floodlight",
        types=("fls", "flc"),
        account=("advertiserId",),
        label=("groupTag", "activityTag"),
        name=fixed("conversion"),
        parameters=(("value", "revenue"), ("transaction_id", "orderId")),
        more=(("", "", "custom variables"),),
        asks=True,
    ),
    Form(  # https://github.com/amzn/ads-pao-amznjs-gtm-template, read 2026-12-01
        "amazon_ads",
        fields=frozenset(("tagIds", "tagRegion", "eventName")),
        ambient=True,
        name=(
            Choice("standardEventName", "eventName", "standard"),
            Choice("customEventName", "eventName", "custom"),
        ),
        rows=(Rows("offAmazonPurchaseAttributes", "Attribute"),),
        people=(Rows("advancedMatchingList", "paramName", "paramValue"),),
    ),
    Form(  # https://github.com/luratic/OutbrainEnhanced, read 2026-12-01
        "outbrain",
        fields=frozenset(("MarketerId", "type")),
        account=("MarketerId",),
        name=(Choice("name", "type", "customEvent"), Choice("type", "type", "!customEvent")),
        rows=(Rows("parameters"),),
    ),
    Form("hotjar", kind="base", types=("hjtc",), account=("hotjar_site_id",)),
)
