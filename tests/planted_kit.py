"""A web container without a flaw, and ways to plant one in it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

Body = dict[str, Any]
NEEDED = {"consentStatus": "NEEDED", "consentType": ["ad_storage"]}
PIXEL = '___INFO___\n\n{"type": "TAG", "id": "cvt_temp_public_id", "displayName": "Pixel"}\n\n___SANDBOXED_JS_FOR_WEB_TEMPLATE___\n\ndata.gtmOnSuccess();\n'
TYPES = ("ad_storage", "analytics_storage", "ad_user_data", "ad_personalization")
DEFAULT = "<script>gtag('consent', 'default', {" + ", ".join(f"{one}: 'denied'" for one in TYPES) + "})</script>"


def condition(left: str, kind: str, value: str) -> Body:
    return {"type": kind, "parameter": {"arg0": left, "arg1": value}}


def message(name: str, value: str, kind: str = "EQUALS") -> Body:
    return {"name": name, "type": "CUSTOM_EVENT", "customEventFilter": [condition("{{_event}}", kind, value)]}


def layer(name: str, key: str) -> Body:
    return {"name": name, "type": "v", "parameter": {"name": key, "dataLayerVersion": "2"}}


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
        analytics("Look", "view_item", "Viewed", items="{{Items}}", value="{{Value}}", currency="{{Currency}}", path="{{Page Path}}"),
        analytics("List", "view_item_list", "Listed", items="{{Items}}", message="{{Event}}"),
        {"name": "Ads", "type": "awct", "parameter": dict(ADS), "firingTrigger": ["Paid"]},
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


def fields(kind: str, name: str, /, **values: Any) -> Plant:
    """Other fields of an entity."""
    return lambda container: named(container, kind, name).update(values)


def gone(kind: str, name: str) -> Plant:
    """An entity less."""
    return lambda container: container[kind].remove(named(container, kind, name))


def html(code: str, name: str = "Code", trigger: str = "Paid", **values: Any) -> Plant:
    """A tag with code of its own."""
    tag = {"name": name, "type": "html", "parameter": {"html": code}, "firingTrigger": [trigger]}
    return also("tags", {**tag, **values})


def reads(name: str, kind: str, /, **values: Any) -> Plant:
    """A variable, and a tag that reads it."""

    def plant(container: Body) -> None:
        container["variables"].append({"name": name, "type": kind, "parameter": values})
        table = named(container, "tags", "Look")["parameter"]["eventSettingsTable"]
        table.append({"parameter": "extra", "parameterValue": f"{{{{{name}}}}}"})

    return plant


def both(*plants: Plant) -> Plant:
    """Several changes that make one flaw."""

    def plant(container: Body) -> None:
        for one in plants:
            one(container)

    return plant
