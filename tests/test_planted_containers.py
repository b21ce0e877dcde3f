"""Flaws planted one by one in a container without any: the rule that finds each, and that the container itself is silent."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from live_helpers import example

from govern.rules.run import run

pytestmark = pytest.mark.usefixtures("day")

Body = dict[str, Any]
NEEDED = {"consentStatus": "NEEDED", "consentType": ["ad_storage"]}
PIXEL = '___INFO___\n\n{"type": "TAG", "id": "cvt_temp_public_id", "displayName": "Pixel"}\n\n___SANDBOXED_JS_FOR_WEB_TEMPLATE___\n\ndata.gtmOnSuccess();\n'
DEFAULT = "<script>gtag('consent', 'default', {ad_storage: 'denied', analytics_storage: 'denied'})</script>"


def condition(left: str, kind: str, value: str) -> Body:
    return {"type": kind, "parameter": {"arg0": left, "arg1": value}}


def message(name: str, value: str, kind: str = "EQUALS") -> Body:
    return {"name": name, "type": "CUSTOM_EVENT", "customEventFilter": [condition("{{_event}}", kind, value)]}


def layer(name: str, key: str) -> Body:
    return {"name": name, "type": "v", "parameter": {"name": key, "dataLayerVersion": "1"}}


def rows(**values: str) -> list[Body]:
    return [{"parameter": key, "parameterValue": value} for key, value in values.items()]


def analytics(name: str, event: str, trigger: str, **values: str) -> Body:
    parameter = {"eventName": event, "measurementIdOverride": "{{ID}}", "eventSettingsTable": rows(**values)}
    return {"name": name, "type": "gaawe", "parameter": parameter, "firingTrigger": [trigger]}


ORDER = {"transaction_id": "{{Order}}", "value": "{{Value}}", "currency": "{{Currency}}", "items": "{{Items}}"}
ADS = {
    "conversionId": "123456789",
    "conversionLabel": "AbCd",
    "conversionValue": "{{Value}}",
    "currencyCode": "{{Currency}}",
    "orderId": "{{Order}}",
}
META = {"pixelId": "123456789012345", "eventName": "standard", "standardEventName": "Lead", "eventId": "{{Order}}"}


def clean() -> Body:
    """A shop's web container: consent first, a Google tag, an order, a lead, a call."""
    tags = [
        {"name": "Consent", "type": "html", "parameter": {"html": DEFAULT}, "firingTrigger": ["Consent Initialization - All Pages"]},
        {"name": "Google tag", "type": "googtag", "parameter": {"tagId": "{{ID}}"}, "firingTrigger": ["Initialization - All Pages"]},
        {"name": "Linker", "type": "gclidw", "firingTrigger": ["All Pages"]},
        analytics("Order", "purchase", "Paid", **ORDER),
        analytics("Look", "view_item", "Viewed", items="{{Items}}", value="{{Value}}", currency="{{Currency}}"),
        analytics("List", "view_item_list", "Listed", items="{{Items}}"),
        {"name": "Ads", "type": "awct", "parameter": dict(ADS), "firingTrigger": ["Paid"], "consentSettings": NEEDED},
        {"name": "Meta", "type": "template:Pixel", "parameter": dict(META), "firingTrigger": ["Sent"], "consentSettings": NEEDED},
        analytics("Call", "contact", "Called", number="{{Click URL}}"),
    ]  # fmt: skip
    triggers = [
        message("Paid", "order_paid"),
        message("Viewed", "product_viewed"),
        message("Listed", "list_viewed"),
        message("Sent", "form_sent"),
        {"name": "Called", "type": "LINK_CLICK", "filter": [condition("{{Click URL}}", "STARTS_WITH", "tel:")]},
    ]
    keys = {"Order": "order_id", "Value": "value", "Currency": "currency", "Items": "items"}
    constant = {"name": "ID", "type": "c", "parameter": {"value": "G-ABC1234567"}}
    return {
        "id": "GTM-ABC1234",
        "context": "web",
        "tags": tags,
        "triggers": triggers,
        "templates": [{"name": "Pixel", "templateData": PIXEL}],
        "variables": [constant, *(layer(name, key) for name, key in keys.items())],
        "built_in_variables": ["Click URL", "Page Path", "Event"],
    }


def rules(container: Body) -> set[str]:
    """The rules that find something, those about housekeeping aside."""
    found = run(example(json.dumps({"containers": [container]})), "live")
    return {finding.rule for finding in found if finding.cost != "tidy"}


def test_the_container_without_a_flaw_is_silent() -> None:
    assert rules(clean()) == set()


def named(container: Body, kind: str, name: str) -> Body:
    """One entity of a container."""
    found: Body = next(one for one in container[kind] if one["name"] == name)
    return found


Plant = Callable[[Body], Any]


def parameter(tag: str, **values: Any) -> Plant:
    """Other parameters for a tag."""
    return lambda container: named(container, "tags", tag)["parameter"].update(values)


def without(tag: str, field: str) -> Plant:
    """One row less in the table of an Analytics tag."""

    def plant(container: Body) -> None:
        table = named(container, "tags", tag)["parameter"]["eventSettingsTable"]
        table[:] = [row for row in table if row["parameter"] != field]

    return plant


def fires(tag: str, *triggers: Body | str) -> Plant:
    """Other triggers for a tag."""

    def plant(container: Body) -> None:
        container["triggers"] += [trigger for trigger in triggers if isinstance(trigger, dict)]
        names = [trigger["name"] if isinstance(trigger, dict) else trigger for trigger in triggers]
        named(container, "tags", tag)["firingTrigger"] = names

    return plant


def also(kind: str, *bodies: Body) -> Plant:
    """More entities."""
    return lambda container: container[kind].extend(deepcopy(bodies))


def copied(tag: str, *triggers: Body, **changes: Any) -> Plant:
    """A copy of a tag, on other triggers if there are some."""

    def plant(container: Body) -> None:
        copy = {**deepcopy(named(container, "tags", tag)), "name": f"{tag} (copy)", **changes}
        container["triggers"] += list(triggers)
        container["tags"].append({**copy, "firingTrigger": [one["name"] for one in triggers] or copy["firingTrigger"]})

    return plant


def page(name: str, *filters: Body, kind: str = "PAGEVIEW") -> Body:
    return {"name": name, "type": kind, "filter": list(filters)}


THANKS = condition("{{Page Path}}", "CONTAINS", "/thanks")
PAY = page("Pay", condition("{{Click URL}}", "CONTAINS", "pay"), kind="CLICK")
BUSINESS = condition("{{Page Path}}", "CONTAINS", "/business")
GRANTED = DEFAULT.replace("denied", "granted")
OLD = {"name": "Old banner", "type": "html", "parameter": {"html": DEFAULT}, "firingTrigger": ["Consent Initialization - All Pages"]}  # fmt: skip

PLANTED: dict[str, tuple[str, Plant]] = {
    "a copied tag": ("same-event-twice", copied("Order")),
    "a second trigger for the same message": ("same-event-twice", copied("Order", message("Paid too", "order_paid"))),
    "a pattern beside a name": ("same-event-twice", copied("Order", message("Any", "^order_(paid|sent)$", "MATCH_REGEX"))),
    "a page view beside the Google tag": ("same-event-twice", also("tags", analytics("View", "page_view", "All Pages"))),
    "a second Google tag": ("same-event-twice", copied("Google tag")),
    "a copied template tag": ("same-event-twice", copied("Meta", parameter={**META, "eventId": "{{Random Number}}"})),
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
        lambda c: named(c, "variables", "Items")["parameter"].update(name="ecommerce.items", dataLayerVersion="2"),
    ),
    "an e-mail address": ("personal-data-to-analytics", parameter("Look", eventSettingsTable=rows(email="{{Order}}"))),
    "a phone number by what is read": (
        "personal-data-to-analytics",
        lambda c: (also("variables", layer("Who", "user.phone"))(c), parameter("Look", eventSettingsTable=rows(who="{{Who}}"))(c)),
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
}  # fmt: skip


@pytest.mark.parametrize(("rule", "plant"), PLANTED.values(), ids=PLANTED)
def test_a_planted_flaw_is_found(rule: str, plant: Plant) -> None:
    container = clean()
    plant(container)
    assert f"containers/{rule}" in rules(container)


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
    "a price": parameter("Ads", conversionValue="29.99"),
    "a default that grants by region": parameter("Consent", html=DEFAULT + GRANTED.replace("})", ", region: ['US']})")),
    "a hashed e-mail address": lambda c: (
        also("variables", layer("E-mail hash", "email_sha256"))(c),
        parameter("Look", eventSettingsTable=rows(items="{{Items}}", email_sha256="{{E-mail hash}}"))(c),
    ),
    "a name of a page": parameter("Look", eventSettingsTable=rows(items="{{Items}}", page_name="{{Order}}")),
}


@pytest.mark.parametrize("plant", SILENT.values(), ids=SILENT)
def test_what_looks_like_a_flaw_and_is_not_one(plant: Plant) -> None:
    container = clean()
    plant(container)
    assert rules(container) == set()
