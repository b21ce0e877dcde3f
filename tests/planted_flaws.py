"""Flaws of web containers and the rule that finds each, and what looks like a flaw and is not one."""

from __future__ import annotations

from planted_kit import (
    BUSINESS,
    DEFAULT,
    GRANTED,
    META,
    NEEDED,
    OLD,
    ORDER,
    PAY,
    THANKS,
    Plant,
    also,
    analytics,
    condition,
    copied,
    fires,
    layer,
    message,
    named,
    page,
    parameter,
    rows,
    without,
)

PLANTED: dict[str, tuple[str, Plant]] = {
    "a copied tag": ("same-event-twice", copied("Order")),
    "a second trigger for the same message": ("same-event-twice", copied("Order", message("Paid too", "order_paid"))),
    "a pattern beside a name": ("same-event-twice", copied("Order", message("Any", "^order_(paid|sent)$", "MATCH_REGEX"))),
    "a page view beside the Google tag": ("same-event-twice", also("tags", analytics("View", "page_view", "All Pages"))),
    "a second Google tag": ("same-event-twice", copied("Google tag")),
    "a copied template tag": ("same-event-twice", copied("Meta", parameter={**META, "eventId": "{{Value}}"})),
    "an account by two constants": (
        "same-event-twice",
        lambda c: (
            also("variables", {"name": "ID 2", "type": "c", "parameter": {"value": "G-ABC1234567"}})(c),
            copied("Order")(c),
            parameter("Order (copy)", measurementIdOverride="{{ID 2}}")(c),
        ),
    ),
    "all events beside one": (
        "same-event-twice",
        lambda c: (
            also("triggers", message("All", ".*", "MATCH_REGEX"))(c),
            also("tags", analytics("Contact", "order_paid", "Paid"), analytics("All", "{{Event}}", "All"))(c),
        ),
    ),
    "a part of the messages": (
        "same-event-twice",
        copied("Order", {**message("Business", "order_paid"), "filter": [BUSINESS]}),
    ),
    "one ID in both": ("event-may-be-told-twice", copied("Ads")),
    "times that overlap": (
        "event-may-be-told-twice",
        lambda c: (
            fires("Ads", {**message("Thanks", "order_paid"), "filter": [THANKS]})(c),
            copied("Ads", {**message("Business", "order_paid"), "filter": [BUSINESS]})(c),
        ),
    ),
    "a second base tag": (
        "base-code-twice",
        also("tags", *({"name": f"UET {n}", "type": "baut", "parameter": {"eventType": "PAGE_LOAD", "tagId": "343"},
                        "firingTrigger": ["All Pages"], "consentSettings": NEEDED} for n in (1, 2))),
    ),
    "a click while the page loads": (
        "never-fires",
        fires("Call", page("Loaded", condition("{{Click URL}}", "CONTAINS", "tel:"))),
    ),
    "two paths at once": (
        "never-fires",
        fires("Ads", page("Two", condition("{{Page Path}}", "EQUALS", "/a"), condition("{{Page Path}}", "EQUALS", "/b"))),
    ),
    "what fires it blocks it": ("never-fires", lambda c: named(c, "tags", "Ads").update(blockingTrigger=["Paid"])),
    "an order on every page": ("conversion-on-every-page", fires("Order", "All Pages")),
    "a lead on every page": ("conversion-on-every-page", fires("Meta", page("Loaded", kind="WINDOW_LOADED"))),
    "a conversion on every page": ("conversion-on-every-page", fires("Ads", "All Pages")),
    "an order on a click": ("purchase-on-click", fires("Order", PAY)),
    "a conversion with an order ID on a click": ("purchase-on-click", fires("Ads", PAY)),
    "a click and a page": ("conversion-on-click-and-page", fires("Ads", PAY, page("Thanks", THANKS))),
    "a lead for any form": ("conversion-on-unchecked-form", fires("Meta", page("Form", kind="FORM_SUBMISSION"))),
    "a pattern that fits more": ("unanchored-pattern", fires("Look", message("Looked", "product|view_item", "MATCH_REGEX"))),
    "a dot that is any character": ("unanchored-pattern", fires("Look", message("Looked", "shop.look", "MATCH_REGEX"))),
    "an event without a name": (
        "event-without-name",
        fires("Look", {"name": "Looked", "type": "CUSTOM_EVENT", "parameter": {"eventName": "looked"}}),
    ),
    "one label for two": ("one-label-two-conversions", copied("Ads", message("Refused", "order_refused"))),
    "an order without its ID": ("purchase-without-order-id", without("Order", "transaction_id")),
    "an order without its value": ("purchase-without-value", without("Order", "value")),
    "an order without its currency": ("purchase-without-currency", without("Order", "currency")),
    "an order without its items": ("purchase-without-items", without("Order", "items")),
    "an order that is worth nothing": (
        "purchase-worth-nothing",
        parameter("Order", eventSettingsTable=rows(**{**ORDER, "value": "0"})),
    ),
    "a value with a sign": ("amount-not-a-number", parameter("Ads", conversionValue="$29.99")),
    "a value with a comma": ("amount-not-a-number", parameter("Ads", conversionValue="29,99")),
    "a name in place of a measurement ID": ("measurement-id", parameter("Look", measurementIdOverride="Google tag")),
    "an ID of Universal Analytics": ("measurement-id", parameter("Look", measurementIdOverride="UA-1234567-1")),
    "an ID that is still to be filled in": ("placeholder-id", parameter("Look", measurementIdOverride="G-XXXXXXXXXX")),
    "a constant that is still to be filled in": (
        "placeholder-id",
        lambda c: named(c, "variables", "ID")["parameter"].update(value="YOUR_MEASUREMENT_ID"),
    ),
    "a name without braces": ("account-is-a-name", parameter("Meta", pixelId="Meta Pixel ID")),
    "another account than all others": (
        "odd-account",
        lambda c: (
            also("tags", analytics("Login", "login", "Viewed"))(c),
            parameter("Look", measurementIdOverride="G-ZZZ7654321")(c),
        ),
    ),
    "items of the message before": (
        "items-left-over",
        lambda c: named(c, "variables", "Items")["parameter"].update(name="ecommerce.items"),
    ),
    "an e-mail address": ("personal-data-to-analytics", parameter("Look", eventSettingsTable=rows(items="{{Items}}", email="{{Order}}"))),
    "a phone number by what is read": (
        "personal-data-to-analytics",
        lambda c: (also("variables", layer("Who", "user.phone"))(c), parameter("Look", eventSettingsTable=rows(items="{{Items}}", who="{{Who}}"))(c)),
    ),
    "a default that grants": ("consent-default-grants", parameter("Consent", html=GRANTED)),
    "a default that comes late": ("consent-default-late", fires("Consent", "All Pages")),
    "a default in the wrong trigger": ("consent-default-late", fires("Consent", page("Ready", kind="DOM_READY"))),
    "two defaults": ("consent-default-twice", also("tags", OLD)),
    "a default that is paused": ("consent-default-paused", lambda c: named(c, "tags", "Consent").update(paused=True)),
    "a tag for AMP pages": (
        "universal-analytics",
        also("tags", {"name": "AMP", "type": "ua_amp", "parameter": {"trackingId": "UA-1-1"}, "firingTrigger": ["All Pages"]}),
    ),
    "a tag that says it needs no consent": (
        "consent-not-needed",
        also("tags", {"name": "Pin", "type": "pntr", "parameter": {"tagId": "26", "eventName": "lead"},
                      "firingTrigger": ["Sent"], "consentSettings": {"consentStatus": "NOT_NEEDED"}}),
    ),
    "an order whenever the address has a slash": (
        "conversion-on-every-page",
        fires("Order", page("Slash", condition("{{Page Path}}", "STARTS_WITH", "/"))),
    ),
    "an order on each change of the history": ("conversion-on-every-page", fires("Order", page("Route", kind="HISTORY_CHANGE"))),
    "a lead by a form and by the page after it": (
        "conversion-on-click-and-page",
        fires("Meta", {**page("Form", kind="FORM_SUBMISSION"), "checkValidation": True}, page("Thanks", THANKS)),
    ),
    "a sign before the value": ("amount-not-a-number", parameter("Ads", conversionValue="${{Value}}")),
    "a conversion of an order without its number": ("order-id-missing", parameter("Ads", orderId="")),
    "a conversion without its currency": ("purchase-without-currency", parameter("Ads", currencyCode="")),
    "a phone number in a label": (
        "personal-data-to-analytics",
        lambda c: (
            also("variables", layer("Who", "phone"))(c),
            parameter("Look", eventSettingsTable=rows(items="{{Items}}", label="call {{Who}}"))(c),
        ),
    ),
    "alternatives that are anchored by halves": (
        "unanchored-pattern",
        fires("Look", message("Looked", "^view_item|product_viewed$", "MATCH_REGEX")),
    ),
    "a default that grants where consent comes first": (
        "consent-default-grants",
        parameter("Consent", html=DEFAULT + GRANTED.replace("})", ", region: ['FR']})")),
    ),
    "a label that is a name": ("account-is-a-name", parameter("Ads", conversionLabel="Label of orders")),
    "a filter without a name": (
        "event-without-name",
        fires("Look", {"name": "Looked", "type": "CUSTOM_EVENT", "customEventFilter": [condition("{{_event}}", "EQUALS", "")]}),
    ),
}  # fmt: skip


SILENT: dict[str, Plant] = {
    "a lead on a click": fires("Meta", PAY),
    "an order on a page": fires("Order", page("Thanks", THANKS)),
    "a form that is checked": fires("Meta", {**page("Form", kind="FORM_SUBMISSION"), "checkValidation": True}),
    "a copy that is paused": copied("Order", paused=True),
    "a copy for another message": copied("Look", message("Opened", "product_opened")),
    "a second account for all of it": copied("Google tag", parameter={"tagId": "G-ZZZ7654321"}),
    "an order with the data of the data layer": lambda c: named(c, "tags", "Order").update(
        parameter={"eventName": "purchase", "measurementIdOverride": "{{ID}}", "sendEcommerceData": "true"}
    ),
    "a pattern for whole names": fires("Look", message("Looked", "^(view_item|product_viewed)$", "MATCH_REGEX")),
    "a currency that is always the same": parameter("Ads", currencyCode="EUR"),
    "a default that grants by region": parameter("Consent", html=DEFAULT + GRANTED.replace("})", ", region: ['US']})")),
    "a hashed e-mail address": lambda c: (
        also("variables", layer("E-mail hash", "email_sha256"))(c),
        parameter("Look", eventSettingsTable=rows(items="{{Items}}", email_sha256="{{E-mail hash}}"))(c),
    ),
    "a name of a page": parameter("Look", eventSettingsTable=rows(items="{{Items}}", page_name="{{Order}}")),
}
