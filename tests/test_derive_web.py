"""Web containers for every platform: what its tags do on a page, in the model of Tag Manager in `sandbox/web.js`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers import findings, project
from node import needs_node, node
from web_shop import EVENT_IDS, HERE, SHOP, tag, visit

from govern.core.errors import GovernError
from govern.gtm.check import validate
from govern.gtm.container import Container
from govern.gtm.derive import derivable
from govern.gtm.desired import Desired, desired
from govern.gtm.read import read
from govern.platforms import load, platforms
from govern.project.exports import Exports
from govern.render.targets.gtm import artifacts, render
from govern.render.targets.gtm import problems as render_problems

pytestmark = pytest.mark.slow

CORPUS = HERE.parent.parent / "shared" / "corpus"

ITEMS = [{"item_id": "SKU-1", "price": 10, "quantity": 2}, {"item_id": "SKU-2", "price": "9.99"}]
PURCHASE = {
    "event": "purchase",
    "order_id": "A-1",
    "value": 29.99,
    "currency": "EUR",
    "items": ITEMS,
    "email": "hazel@shop.example",
}


def wished(text: str) -> Desired:
    """The wished state of a spec text."""
    return desired(project(text))


def only(text: str) -> Container:
    """The one wished container of a spec text without problems."""
    found = wished(text)
    assert found.problems == ()
    (container,) = found.containers
    assert render_problems(container) == ()
    return container


def test_tags_are_derived_for_every_platform_that_has_a_browser_leg() -> None:
    with_calls = {key for key in platforms() if load(key).facts.browser.calls}
    assert set(derivable("web")) == with_calls


@needs_node
@pytest.mark.parametrize("arrives", [0, 1, 2, 9])
def test_every_platform_gets_the_same_event_id_in_the_field_it_reads(arrives: int) -> None:
    result = visit(only(SHOP), PURCHASE, arrives=arrives)
    assert {key: find(result) for key, find in EVENT_IDS.items()} == dict.fromkeys(derivable("web"), "order_A-1")
    assert result["failed"] == []


@pytest.mark.parametrize("key", sorted(set(EVENT_IDS) - {"ga4"}))
def test_the_field_of_the_event_id_is_the_one_of_the_facts(key: str) -> None:
    """The test above looks for IDs in these fields; here they are held against the platform's facts."""
    import inspect

    (way, *_) = load(key).deduplication
    field = {"transaction_id": "orderId"}.get(way.browser_key, way.browser_key)
    assert f'"{field}"' in inspect.getsource(EVENT_IDS[key])


@needs_node
def test_each_platform_is_told_in_its_own_words() -> None:
    result = visit(only(SHOP), PURCHASE)
    content = {"id": "SKU-1", "quantity": 2, "item_price": 10}
    assert result["fbq"][-1][:3] == ["trackSingle", "1234567890123456", "Purchase"]
    assert result["fbq"][-1][3] == {
        "value": 29.99, "currency": "EUR", "contents": [content, {"id": "SKU-2", "quantity": 1, "item_price": 9.99}],
    }  # fmt: skip
    method, event, parameters, options = result["ttq"][-1]
    assert (method, event, options["pixel_code"]) == ("track", "CompletePayment", "C4BCDEFGHIJKLMNOPQRS")
    assert parameters["contents"][0] == {"content_id": "SKU-1", "price": 10, "quantity": 2}
    assert result["lintrk"] == [["track", {"conversion_id": 987654, "event_id": "order_A-1"}, ["123456"]]]
    assert result["pintrk"][0] == ["load", "2612345678901"]
    assert result["pintrk"][1][:2] == ["track", "checkout"]
    assert result["pintrk"][1][2]["line_items"][0] == {
        "product_id": "SKU-1",
        "product_price": 10,
        "product_quantity": 2,
    }
    assert result["snaptr"] == [
        ["init", "b2ade379-a55e-4ca7-893b-b9fac04c843f"],
        ["track", "b2ade379-a55e-4ca7-893b-b9fac04c843f", "PURCHASE",
         {"currency": "EUR", "item_ids": ["SKU-1", "SKU-2"], "price": 29.99, "client_dedup_id": "order_A-1"}],
    ]  # fmt: skip
    assert result["rdt"] == [
        ["init", "a2_abc123z", {"useDecimalCurrencyValues": True}],
        ["track", "Purchase", {"currency": "EUR", "itemCount": 3, "value": 29.99, "conversionId": "order_A-1"}],
    ]
    assert result["twq"] == [
        ["config", "o8z6j"],
        ["event", "tw-o8z6j-o87ne", {"currency": "EUR", "value": 29.99, "conversion_id": "order_A-1"}],
    ]


ODD: list[Any] = [None, "text", 7, [], [None], [None, {"item_id": "SKU-1"}, 3], [[]], {"item_id": "SKU-1"}, True]


@needs_node
@pytest.mark.parametrize("items", ODD, ids=repr)
def test_items_of_any_kind_break_no_tag(items: Any) -> None:
    result = visit(only(SHOP), {**PURCHASE, "items": items})
    assert {key: find(result) for key, find in EVENT_IDS.items()} == dict.fromkeys(EVENT_IDS, "order_A-1")
    if items == ODD[5]:
        assert result["fbq"][-1][3]["contents"] == [{"id": "SKU-1", "quantity": 1}]
        assert result["rdt"][-1][2]["itemCount"] == 1


@needs_node
def test_google_ads_gets_its_label_and_what_people_told_about_themselves() -> None:
    result = visit(only(SHOP), PURCHASE)
    conversion = tag(result, "Google Ads - conversion")
    wanted = {
        "type": "awct", "conversionId": "123456789", "conversionLabel": "AbC-D_efG-h12_34-567",
        "conversionValue": 29.99, "currencyCode": "EUR", "enableEnhancedConversion": True,
        "cssProvidedEnhancedConversionValue": {"mode": "MANUAL", "email": "hazel@shop.example"},
    }  # fmt: skip
    assert {key: conversion[key] for key in wanted} == wanted
    assert tag(result, "Google Ads - Conversion linker") is not None
    plain = only(SHOP.replace("advanced_matching: true", "rdp: true"))
    assert "User data - purchase (ads)" not in plain.bodies("variable")
    assert tag(visit(plain, PURCHASE), "Google Ads - conversion")["enableEnhancedConversion"] is False
    assert tag(visit(plain, PURCHASE), "Google Ads - conversion")["rdp"] is True


MATCHED: dict[str, tuple[str, Any, Any]] = {
    "meta": ("em", lambda result: result["fbq"][2], ["init", "1234567890123456", {"em": "hazel@shop.example"}]),
    "tiktok": ("email", lambda result: result["ttq"][0], ["identify", {"email": "hazel@shop.example"}]),
    "snap": ("em", lambda result: result["snaptr"][1][2], {"user_email": "hazel@shop.example"}),
    "x": ("hashed_email", lambda result: result["twq"][1][2]["email_address"], "hazel@shop.example"),
}


@needs_node
@pytest.mark.parametrize("name", MATCHED)
def test_match_keys_reach_a_library_that_hashes_them_where_the_destination_says_so(name: str) -> None:
    key, find, expected = MATCHED[name]
    asked = re.sub(rf"(destination: {name}, .*)}}$", rf"\1, match_keys: {{{key}: email}}}}", SHOP, flags=re.M)
    assert asked != SHOP and "hazel@" not in json.dumps({**visit(only(asked), PURCHASE), "tags": []})
    said = re.sub(rf"(name: {name}, .*)}}$", r"\1, settings: {advanced_matching: true}}", asked, flags=re.M)
    assert find(visit(only(said), PURCHASE)) == expected


@needs_node
def test_limited_data_use_is_said_in_the_browser_too() -> None:
    settings = "settings: {data_processing_options: LDU, data_processing_options_country: 1, data_processing_options_state: 1000}"
    container = only(SHOP.replace("id: '1234567890123456'", f"id: '1234567890123456', {settings}"))
    assert visit(container, PURCHASE)["fbq"][1] == ["dataProcessingOptions", ["LDU"], 1, 1000]


@needs_node
def test_a_platform_is_told_what_the_project_knows_of_it() -> None:
    """Reddit's browser has another name for it, Meta a new standard event, and Microsoft no event IDs."""
    own = {
        "platforms/reddit.yaml": "events: {standard: [{name: PURCHASE, browser_name: Bought}]}",
        "platforms/meta.yaml": "events: {standard: [{name: Rental}]}",
        "platforms/microsoft_ads.yaml": "deduplication: {methods: [{id: event_id, verified: false}]}",
    }
    text = SHOP.replace("destination: meta, as: Purchase", "destination: meta, as: Rental")
    told = []
    for files in ({}, own):
        (container,) = desired(project(text, own=files)).containers
        result = visit(container, PURCHASE)
        microsoft = str(tag(result, "Microsoft Ads - purchase")["customParamTable"])
        told.append((result["rdt"][-1][1], result["fbq"][-1][0], "order_A-1" in microsoft))
    assert told == [("Purchase", "trackSingleCustom", True), ("Bought", "trackSingle", False)]


@needs_node
def test_microsoft_gets_its_values_in_their_places() -> None:
    result = visit(only(SHOP), PURCHASE)
    event = tag(result, "Microsoft Ads - purchase")
    assert (event["eventType"], event["customEventAction"]) == ("CUSTOM", "purchase")
    assert (event["goalValue"], event["p_currency"]) == (29.99, "EUR")
    assert tag(result, "Microsoft Ads - base code")["tagId"] == "17000001"


@needs_node
def test_a_tag_that_prepares_a_library_is_made_up_for_where_consent_comes_late() -> None:
    """The first event sends it ahead of itself, and the second does not send it again."""
    container = only(SHOP.replace("once_per: order, ", ""))
    late = {**container.entities, "tag": {name: dict(body) for name, body in container.entities["tag"].items()}}
    for name in ("GA4 - Google tag", "Microsoft Ads - base code"):
        del late["tag"][name]["firingTrigger"]  # as if it had been held back
    result = visit(container.replace(entities=late), PURCHASE, PURCHASE)
    fired = [one["tag"] for one in result["tags"] if one["type"] in ("googtag", "gaawe")]
    assert fired == ["GA4 - Google tag", "GA4 - purchase", "GA4 - purchase"]
    fired = [one["tag"] for one in result["tags"] if one["type"] == "baut"]
    assert fired == ["Microsoft Ads - base code", "Microsoft Ads - purchase", "Microsoft Ads - purchase"]


# ---- once ------------------------------------------------------------------------------------------------------------


def sent(result: Any) -> int:
    """How often the purchase was sent to anybody."""
    calls = [call for name in ("fbq", "snaptr", "rdt", "twq", "pintrk", "ttq", "lintrk") for call in result[name]]
    tags = [one for one in result["tags"] if one["type"] in ("gaawe", "awct") or one.get("eventType") == "CUSTOM"]
    return len(tags) + len([call for call in calls if call[0] in ("trackSingle", "track", "event")])


@needs_node
def test_an_event_is_sent_once_per_order_by_all_its_tags() -> None:
    container = only(SHOP)
    first = visit(container, PURCHASE)
    assert sent(first) == 10 and first["storage"] == {"govern_once": '["purchase order_A-1"]'}
    assert sent(visit(container, PURCHASE, storage=first["storage"])) == 0, "the page is loaded again"
    assert sent(visit(container, PURCHASE, PURCHASE)) == 10, "the page says it twice"
    assert sent(visit(container, PURCHASE, {**PURCHASE, "order_id": "A-2"})) == 20


@needs_node
def test_nothing_is_remembered_without_consent_or_when_nothing_got_through() -> None:
    assert visit(only(SHOP), PURCHASE, consent=())["storage"] == {}
    meta = SHOP.partition("mappings:")[0] + "mappings: [{event: purchase, destination: meta, as: Purchase}]"
    result = visit(only(meta), PURCHASE, blocked=True)
    assert result["failed"] != [] and result["storage"] == {}


@needs_node
def test_an_event_without_an_id_cannot_be_remembered() -> None:
    container = only(SHOP.replace("event_id: 'order_{order_id}'", "description: no id"))
    assert "Once (govern)" not in container.bodies("customTemplate")
    assert sent(visit(container, PURCHASE, PURCHASE)) == 20
    result = visit(only(SHOP), {**PURCHASE, "order_id": ""}, {**PURCHASE, "order_id": ""})
    assert sent(result) == 20 and result["storage"] == {}


@needs_node
def test_items_inside_ecommerce_are_those_of_the_last_message() -> None:
    nested = only(SHOP.replace("{name: items, type: items}", "{name: items, type: items, data_layer: ecommerce.items}"))
    cart = {"event": "view_cart", "ecommerce": {"items": [{"item_id": name, "quantity": 1} for name in "ABC"]}}
    bought = {key: value for key, value in PURCHASE.items() if key != "items"}
    done = visit(nested, cart, {**bought, "ecommerce": {"items": [{"item_id": "D", "quantity": 2}]}})
    assert [item["id"] for item in done["fbq"][-1][3]["contents"]] == ["D"]
    empty = visit(nested, cart, {**bought, "ecommerce": {"value": 1}})
    assert "contents" not in empty["fbq"][-1][3]


@needs_node
def test_a_sum_of_nothing_is_not_ready_unless_it_may_be_zero() -> None:
    for value in (0, "0.00", "-0"):
        assert visit(only(SHOP), {**PURCHASE, "value": value})["fbq"] == visit(only(SHOP))["fbq"], value
    free = only(SHOP.replace("{name: value, type: money,", "{name: value, type: money, may_be_zero: true,"))
    assert visit(free, {**PURCHASE, "value": 0})["fbq"] != visit(free)["fbq"]
    assert visit(only(SHOP), {**PURCHASE, "value": 0.5})["fbq"] != visit(only(SHOP))["fbq"]


# ---- consent ---------------------------------------------------------------------------------------------------------


@needs_node
def test_defaults_may_differ_by_type() -> None:
    by_type = "default: {ad_storage: denied, functionality_storage: granted}, regions: {FR: {ad_storage: granted}}"
    text = SHOP.replace("default: denied, regions: {US: granted, BR: granted, US-CA: denied}", by_type)
    everywhere, france = visit(only(text), consent=())["defaults"]
    assert everywhere == {"ad_storage": "denied", "functionality_storage": "granted", "wait_for_update": 500}
    assert france == {"ad_storage": "granted", "region": ["FR"], "wait_for_update": 500}
    page = only(text.replace("wait_for_update: 500", "wait_for_update: 500, set_by: page"))
    assert visit(page, consent=())["defaults"] == []


def test_consent_defaults_come_before_everything_else() -> None:
    everywhere, denied, granted = visit(only(SHOP), consent=())["defaults"]
    assert everywhere["ad_storage"] == everywhere["analytics_storage"] == "denied"
    assert everywhere["wait_for_update"] == 500 and "region" not in everywhere and "security_storage" not in everywhere
    assert (denied["region"], denied["ad_storage"]) == (["US-CA"], "denied")
    assert (granted["region"], granted["ad_storage"]) == (["BR", "US"], "granted")


def test_a_page_that_sets_its_defaults_itself_gets_no_tag() -> None:
    assert "Consent - defaults" not in only(SHOP.replace("wait_for_update: 500", "set_by: page")).bodies("tag")


def test_a_banner_in_the_container_sets_the_defaults() -> None:
    banner = "{name: Banner, type: html, firingTrigger: [Consent Initialization - All Pages], parameter: {html: x}}"
    raw = f"containers: [{{id: GTM-HAZEL1, tags: [{banner}]}}]\n"
    assert "Consent - defaults" not in only(SHOP + raw).bodies("tag")
    for odd in ("5", "{a: b}", "null"):
        assert desired(project(SHOP + raw.replace("[Consent Initialization - All Pages]", odd))).containers
    asked = SHOP.replace("wait_for_update: 500", "wait_for_update: 500, set_by: container")
    assert "Consent - defaults" in only(asked + raw).bodies("tag")


@needs_node
def test_a_page_that_sets_its_defaults_itself_gets_a_snippet(tmp_path: Path) -> None:
    subject = project(SHOP.replace("wait_for_update: 500", "wait_for_update: 500, set_by: page"))
    snippets = {artifact.path: artifact.text for artifact in artifacts(subject) if artifact.path.endswith(".html")}
    (text,) = snippets.values()
    assert list(snippets) == ["build/gtm/consent-shop.html"]
    script = tmp_path / "page.js"
    code = text.partition("<script>")[2].partition("</script>")[0]
    script.write_text(
        f"var window = globalThis;{code}\nconsole.log(JSON.stringify(dataLayer.map((x) => [...x])))", "utf-8"
    )
    calls = json.loads(node(script))
    assert [call[:2] for call in calls] == [["consent", "default"]] * 3
    assert [call[2] for call in calls] == visit(only(SHOP), consent=())["defaults"], "as the tag would say it"


def test_sites_of_one_container_have_one_default() -> None:
    other = "  - {name: blog, containers: {web: GTM-HAZEL1}, domains: {production: [b.example]}, consent: {default: granted}}\n"
    text = SHOP.replace("destinations:", f"{other}destinations:", 1).replace(
        "- name: purchase", "- name: purchase\n    site: shop"
    )
    assert [problem.message for problem in wished(text).problems] == [
        'site "blog" has other consent defaults than "shop", which has the same container'
    ]


def test_our_own_rules_find_nothing_in_what_is_derived() -> None:
    found = findings(project(live=Exports(containers=(only(SHOP),))), over="live")
    untold = {"containers/purchase-without-items", "containers/purchase-without-order-id"}
    assert {one.rule for one in found} == untold, "what the specs themselves do not tell"


# ---- names and problems ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{label} - {as}", "Meta - Purchase"),
        ("{event} → {label} {as}", "purchase → Meta Purchase"),
        ("[{destination}] {event}", "[meta] purchase"),
    ],
)
def test_a_project_names_its_tags(pattern: str, name: str) -> None:
    assert name in only(SHOP + f"naming: {{tags: '{pattern}'}}\n").bodies("tag")


def test_a_project_names_everything_that_is_rendered() -> None:
    """A container whose people write `GA4 | Event | purchase` gets no second style beside it."""
    named = "naming: {tags: '{label} | Event | {as}', others: '{what} | {of}'}\n"
    made = wished(SHOP + named).container("GTM-HAZEL1")
    assert made is not None
    kinds = ("tag", "trigger", "variable", "client", "transformation")
    found = {name for kind in kinds for name in made.bodies(kind)}
    assert {"Meta | Event | Purchase", "Event | purchase", "Consent | defaults", "Mark as sent | purchase"} <= found
    assert [name for name in found if " - " in name] == []
    assert validate(made) == (), "what refers to a name has the same"


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("tags: '{label} {nonsense} {as}'", "other braces"),
        ("tags: '{label}'", "names all tags of a platform alike"),
        ("tags: '{label} {event'", "other braces"),
        ("others: '{what} {event}'", "which has other braces than {what} and {of}"),
        ("others: '{of}'", "names different things alike"),
    ],
)
def test_a_pattern_that_cannot_name_things_is_a_problem(pattern: str, message: str) -> None:
    found = wished(SHOP + f"naming: {{{pattern}}}\n").problems
    assert any(message in problem.message for problem in found)
    assert all(problem.place.file for problem in found)


APART = """
sites: [{name: shop, domains: {production: [www.hazel.example]}, containers: {web: GTM-HAZEL1}, consent: {default: denied}}]
destinations: [{name: ga4, platform: ga4, id: G-PROD0001}]
events:
  - {name: watched, parameters: [{name: kind, type: string}, {name: step, type: integer}]}
  - {name: sorted, parameters: [{name: kind, type: list}, {name: step, type: integer, data_layer: sorting.step}]}
mappings:
  - {event: watched, destination: ga4, as: watched, parameters: {kind: kind, step: step}}
  - {event: sorted, destination: ga4, as: sorted, parameters: {kind: kind, step: step}}
"""


def test_a_name_that_two_events_use_for_different_things_has_a_variable_for_each() -> None:
    """A list is read from the last push alone, a text from what was pushed ever; keys may differ, too."""
    made = only(APART)
    read = {name: (p["dataLayerVersion"], p["name"]) for name, p in variables_of(made).items() if name[:3] == "DLV"}
    assert read == {
        "DLV - kind": ("2", "kind"),
        "DLV - kind (as a whole)": ("1", "kind"),
        "DLV - step": ("2", "step"),
        "DLV - sorting.step": ("2", "sorting.step"),
    }
    assert "{{DLV - kind (as a whole)}}" in json.dumps(made.bodies("tag")["GA4 - sorted"])
    assert "{{DLV - kind}}" in json.dumps(made.bodies("tag")["GA4 - watched"])
    turned = only(APART.replace("name: watched", "name: zapped").replace("event: watched", "event: zapped"))
    assert variables_of(turned) == variables_of(made), "whichever comes first"


BESIDE = """
containers:
  - id: GTM-HAZEL1
    variables:
      - name: DLV - kind
        type: v
        parameter: {name: ecommerce.kind, dataLayerVersion: 2}
        notes: What the shop has always written.
      - name: DLV - step
        type: v
        parameter: {name: step, setDefaultValue: false, dataLayerVersion: 2}
      - name: DLV - size
        type: v
        parameter: {name: size, setDefaultValue: true, defaultValue: '1', dataLayerVersion: 2}
sites: [{name: shop, domains: {production: [www.hazel.example]}, containers: {web: GTM-HAZEL1}, consent: {default: denied}}]
destinations: [{name: ga4, platform: ga4, id: G-PROD0001}]
events:
  - name: watched
    parameters: [{name: kind, type: string}, {name: step, type: integer}, {name: size, type: integer}]
mappings:
  - {event: watched, destination: ga4, as: watched, parameters: {kind: kind, step: step, size: size}}
"""


def test_a_variable_of_the_container_is_used_where_it_reads_the_same_and_left_alone_where_not() -> None:
    """`DLV - ...` is what half the world calls its variables: a real container has some before there are events."""
    found = wished(BESIDE)
    assert not found.problems
    (made,) = found.containers
    tag = json.dumps(made.bodies("tag")["GA4 - watched"])
    assert all(f"{{{{DLV - {name}}}}}" in tag for name in ("kind (govern)", "step", "size (govern)"))
    read = {name: p["name"] for name, p in variables_of(made).items() if name[:3] == "DLV"}
    assert read == {
        "DLV - kind": "ecommerce.kind",
        "DLV - kind (govern)": "kind",
        "DLV - size": "size",
        "DLV - size (govern)": "size",
        "DLV - step": "step",
    }


def test_what_the_container_has_already_stays_in_its_folder_and_keeps_its_notes() -> None:
    condition = "{type: EQUALS, parameter: {arg0: '{{_event}}', arg1: watched}}"
    trigger = "    triggers: [{name: Event - watched, type: CUSTOM_EVENT, customEventFilter: [%s], folder: Old, notes: Ours.}]\n"
    raw = trigger % condition + "    folders: [{name: Old}]\n"
    found = wished(BESIDE.replace("sites:", f"{raw}sites:", 1))
    assert not found.problems
    (made,) = found.containers
    assert made.bodies("trigger")["Event - watched"]["notes"] == "Ours."
    assert made.bodies("tag")["GA4 - watched"]["firingTrigger"] == ["Event - watched"]
    other = wished(BESIDE.replace("sites:", f"{raw.replace('arg1: watched', 'arg1: seen')}sites:", 1))
    assert [problem.message for problem in other.problems] == [
        'trigger "Event - watched" is written in container "GTM-HAZEL1" and derived otherwise from the specs'
    ]


def variables_of(made: Container) -> dict[str, dict[str, Any]]:
    """The parameters of each variable."""
    return {
        name: {parameter["key"]: parameter["value"] for parameter in body["parameter"] if "value" in parameter}
        for name, body in made.bodies("variable").items()
    }


def test_two_tags_of_one_name_are_a_problem() -> None:
    found = wished(SHOP + "naming: {tags: '{as}'}\n").problems
    assert {problem.message for problem in found} == {
        f'tag "{name}" would be made in two ways' for name in ("purchase", "Purchase", "PURCHASE", "base code")
    }


PROBLEMS = [
    (", conversion_action: AbC-D_efG-h12_34-567", "",
     'mapping of "purchase" to "ads" has no conversion_action, so no tag can be derived'),
    ("AbC-D_efG-h12_34-567", "customers/1234567890/conversionActions/1",
     'conversion_action "customers/1234567890/conversionActions/1" is not a conversion label, so no tag can be derived'),
    ("AbC-D_efG-h12_34-567", "'1234567890'", 'conversion_action "1234567890" is not a conversion label, so no tag can be derived'),
    ("{value: value, currency: currency}, match_keys", "{value: value, items: items}, match_keys",
     'field "items" has no place in the conversion tag of Google Ads'),
    (", conversion_action: tw-o8z6j-o87ne", "",
     'mapping of "purchase" to "x" has no conversion_action, so no tag can be derived'),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "message"), PROBLEMS, ids=[problem[2][:40] for problem in PROBLEMS])
def test_what_a_platform_needs_and_a_mapping_lacks_is_a_problem(before: str, after: str, message: str) -> None:
    assert before in SHOP
    found = wished(SHOP.replace(before, after))
    assert [problem.message for problem in found.problems] == [message]
    assert all(render_problems(container) == () for container in found.containers), "the rest is derived all the same"


@pytest.mark.parametrize("key", ["pinterest", "reddit", "microsoft_ads"])
def test_a_library_that_tells_everybody_everything_has_one_account_a_container(key: str) -> None:
    more = """
  - {event: purchase, destination: second, as: purchase}
destinations_: []
"""
    text = (
        SHOP.replace("destinations:", f"destinations:\n  - {{name: second, platform: {key}, id: '1'}}")
        + more.split("destinations_", maxsplit=1)[0]
    )
    found = wished(text).problems
    assert any('destination "second" is not the only one' in problem.message for problem in found)


# ---- the file --------------------------------------------------------------------------------------------------------


def test_what_is_rendered_is_read_back_as_it_was_wished() -> None:
    container = only(SHOP)
    (back,) = read(render(container).encode(), container.file)
    assert back == container


def test_no_tag_has_an_id_of_its_own() -> None:
    tags = json.dumps(only(SHOP).entities["tag"])
    for id in (
        "G-PROD0001",
        "123456789",
        "17000001",
        "C4BCDEF",
        "987654",
        "26123456",
        "b2ade379",
        "a2_abc",
        "o8z6j",
        "AbC-D",
    ):
        assert id not in tags


@needs_node
def test_templates_may_do_what_they_do_and_no_more() -> None:
    """Every permission that a template asks for is needed, in a visit or in one of its own tests."""
    from gtm_templates import built, names, own_tests, permitted

    used: set[str] = set()
    for arrives in (0, 9):
        page_view = SHOP.replace("as: CompletePayment", "as: Pageview")
        for text in (SHOP, page_view):
            used |= set(visit(only(text), PURCHASE, arrives=arrives)["used"])
    allowed: set[str] = set()
    for name in names("web"):
        used |= set(own_tests(built(name, "web"))["used"])
        allowed |= permitted(built(name, "web"))
    assert used == allowed


ELSEWHERE = {"baut", "cssProvidedEnhancedConversionValue"}
"""Seen in containers that are public but not in the corpus: Microsoft's tag, and user data at a conversion."""


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real exports is not here")
def test_tags_and_variables_are_filled_in_as_real_ones_are() -> None:
    """Every parameter of Tag Manager's own types occurs in a real export, with the same kind of value."""
    known = set()
    for file in sorted((CORPUS / "gtm-web").glob("*.json")):
        try:
            containers = read(file.read_bytes(), file.name)
        except GovernError:  # not every file is an export
            continue
        known |= {key for container in containers for key in filled_in(container)}
    text = SHOP.replace("id: AW-123456789", "id: {production: AW-123456789}").replace(
        "    consent:", "    first_party: https://t.hazel.example\n    consent:"
    )
    made = {key for key in filled_in(only(text)) if not ELSEWHERE & {*key} and not key[1].startswith("template:")}
    assert len(made) > 20 and made <= known


def filled_in(container: Container) -> Iterator[tuple[str, str, str, str]]:
    """The parameters of tags and variables: kind, type, key, kind of value."""
    for kind in ("tag", "variable"):
        for body in container.bodies(kind).values():
            for parameter in body.get("parameter", ()):
                yield kind, str(body.get("type")), str(parameter.get("key")), str(parameter["type"])
