"""Tags of Tag Manager that tell nobody about visitors, and those of products without facts of their own."""

from __future__ import annotations

from govern.platforms.told import Choice, Form, fixed

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
    Form("hotjar", kind="base", types=("hjtc",), account=("hotjar_site_id",)),
)
