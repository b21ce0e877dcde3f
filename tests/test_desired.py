"""The wished state: what events and mappings become in Tag Manager, and what it does on a page.

What a derived container does is tested in `sandbox/web.js`, a model of Tag Manager that runs in Node (`node.py`).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from for_each import for_each
from helpers import findings, project
from hypothesis import given, settings
from hypothesis import strategies as st
from node import needs_node, node

from govern.gtm.container import Body, Container, canonical
from govern.gtm.derive import CONTEXTS, derivable
from govern.gtm.desired import Desired, desired
from govern.gtm.entries import EntryProblem
from govern.gtm.read import read
from govern.platforms import platforms
from govern.project import Project
from govern.project.exports import Exports
from govern.render.targets.gtm import problems as render_problems
from govern.render.targets.gtm import render

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "shared" / "corpus"

SHOP = """
sites:
  - name: shop
    domains: {production: [www.hazel.example], staging: ['Staging.hazel.example:8443']}
    containers: {web: GTM-HAZEL1}
    first_party: https://track.hazel.example
destinations:
  - {name: ga4, platform: ga4, site: shop, id: {production: G-PROD0001, staging: G-STAG0001}}
  - {name: meta, platform: meta, site: shop, id: {production: '1234567890123456', staging: '6543210987654321'}}
parameters:
  - {name: order_id, type: string}
  - {name: value, type: money, currency: currency}
  - {name: currency, type: currency}
  - {name: items, type: items}
  - {name: email, type: email, pii: email}
events:
  - name: purchase
    fires: {on: server_confirmed, once_per: order, when_ready: [value, currency]}
    event_id: 'order_{order_id}'
    parameters: [{use: order_id, required: true}, {use: value}, {use: currency}, {use: items}, {use: email}]
mappings:
  - event: purchase
    destination: ga4
    as: purchase
    parameters: {transaction_id: order_id, value: value, currency: currency, items: items}
  - event: purchase
    destination: meta
    as: Purchase
    via: [browser, server]
    parameters: {value: value, currency: currency, order_id: order_id, contents: items, content_ids: items, num_items: items}
    match_keys: {em: email}
"""
PURCHASE = {"event": "purchase", "order_id": "A-1001", "value": 29.99, "currency": "EUR"}
EVERYTHING = ("ad_storage", "ad_user_data", "ad_personalization", "analytics_storage")


def wished(text: str, **more: Any) -> Desired:
    """The wished state of a spec text."""
    return desired(project(text, **more))


def only(text: str, **more: Any) -> Container:
    """The one wished container of a spec text that has no problems."""
    found = wished(text, **more)
    assert found.problems == ()
    (container,) = found.containers
    return container


def value_of(body: Body, key: str) -> Any:
    """The value of a parameter: text, or a table as pairs."""
    found = {parameter["key"]: parameter for parameter in body["parameter"]}.get(key, {})
    if found.get("type") == "LIST":
        return [tuple(column["value"] for column in row["map"]) for row in found["list"]]
    return found.get("value")


def asked(body: Body) -> list[str]:
    """The consent types a tag needs."""
    settings = body["consentSettings"]
    return [item["value"] for item in settings["consentType"]["list"]] if settings["consentStatus"] == "NEEDED" else []


def places(found: Desired, subject: Project) -> list[tuple[str, Any]]:
    """The problems as (message, the value that their place leads to)."""
    result = []
    for problem in found.problems:
        here: Any = subject.documents[problem.place.file].data
        for step in problem.place.route:
            here = here[step]
        result.append((problem.message, here))
    return result


def run(job: dict[str, Any]) -> Any:
    """What the model of Tag Manager makes of a job."""
    return json.loads(node(HERE / "sandbox" / "web.js", json.dumps(job)))


def visit(
    container: Container,
    *messages: dict[str, Any],
    host: str = "www.hazel.example",
    consent: tuple[str, ...] = EVERYTHING,
    arrives: int = 0,
    **more: Any,
) -> Any:
    """What the tags do on a page that pushes these messages; Meta's library arrives after the message `arrives`."""
    job = {"container": container.entities, "host": host, "consent": consent, "messages": messages, "arrives": arrives}
    return run({"do": "visit", **job, **more})


def sent(result: Any, name: str) -> Any:
    """The parameters of a GA4 event, or the call for a Meta event; `None` when it was not sent."""
    for event in result["ga4"]:
        if event.get("eventName") == name:
            return {row["parameter"]: row.get("parameterValue") for row in event.get("eventSettingsTable", ())}
    return next((call for call in result["fbq"] if call[0].startswith("track") and call[2] == name), None)


# ---- raw and derived -------------------------------------------------------------------------------------------------


def test_raw_containers_are_wished_as_they_are_written() -> None:
    found = wished("""
containers:
  - id: GTM-RAW0001
    tags: [{name: Hello, type: html, firingTrigger: [All Pages], parameter: {html: $x}}]
  - {id: GTM-SRV0001, context: server, clients: [{name: GA4, type: gaaw_client}]}
""")
    assert [(container.id, container.context) for container in found.containers] == [
        ("GTM-RAW0001", "web"),
        ("GTM-SRV0001", "server"),
    ]
    assert found.containers[0].bodies("tag")["Hello"]["firingTrigger"] == ["All Pages"]
    assert found.places["GTM-SRV0001"]["client", "GA4"].route == ("containers", 1, "clients", 0)


def test_an_entity_that_cannot_be_read_is_a_problem_with_its_place() -> None:
    subject = project("containers: [{id: GTM-RAW0001, tags: [{name: Hello, type: html, parameter: {html: 1.5}}]}]")
    ((message, value),) = places(desired(subject), subject)
    assert message.startswith('tag "Hello"') and value == 1.5


def test_the_wished_state_is_worked_out_once() -> None:
    subject = project(SHOP)
    assert desired(subject) is desired(subject)


def test_a_derived_entity_that_is_also_written_is_one() -> None:
    raw = only(SHOP).bodies("trigger")["Event - purchase"]
    written = {"id": "GTM-HAZEL1", "triggers": [{"name": "Event - purchase", **as_written(raw)}]}
    container = only(SHOP + "containers: " + json.dumps([written]))
    assert list(container.bodies("trigger")).count("Event - purchase") == 1
    assert container.entities["tag"].keys() == only(SHOP).entities["tag"].keys()


def as_written(trigger: Body) -> Body:
    """A trigger as `containers` has it."""
    lists = {key: [written_condition(one) for one in trigger[key]] for key in ("customEventFilter", "filter")}
    return {**trigger, **lists}


def written_condition(condition: Body) -> Body:
    """A condition as `containers` has it."""
    plain = {
        item["key"]: item["value"] == "true" if item["type"] == "BOOLEAN" else item["value"]
        for item in condition["parameter"]
    }
    return {"type": condition["type"], "parameter": plain}


def test_a_derived_entity_that_is_written_otherwise_stays_as_written_and_is_a_problem() -> None:
    subject = project(SHOP + "containers: [{id: GTM-HAZEL1, triggers: [{name: Event - purchase, type: CUSTOM_EVENT}]}]")
    found = desired(subject)
    assert places(found, subject) == [
        (
            'trigger "Event - purchase" is written in container "GTM-HAZEL1" and derived otherwise from the specs',
            {"name": "Event - purchase", "type": "CUSTOM_EVENT"},
        )
    ]
    assert found.containers[0].bodies("trigger")["Event - purchase"] == {"type": "CUSTOM_EVENT"}


def test_a_web_container_written_as_a_server_container_is_a_problem() -> None:
    subject = project(SHOP + "containers: [{id: GTM-HAZEL1, context: server}]")
    assert places(desired(subject), subject) == [
        ('container "GTM-HAZEL1" is the web container of site "shop" and a server one', "GTM-HAZEL1")
    ]


def test_raw_and_derived_entities_refer_to_each_other() -> None:
    tag = "{name: Extra, type: html, firingTrigger: [Event - purchase], parameter: {html: '{{DLV - value}}'}}"
    container = only(
        SHOP
        + f"containers: [{{id: GTM-HAZEL1, tags: [{tag}], built_in_variables: [{{name: Host, type: PAGE_HOSTNAME}}]}}]"
    )
    assert render_problems(container) == ()
    assert value_of(container.bodies("variable")["ID - meta"], "input") == "{{Host}}", "its own name for the host"


# ---- what is derived -------------------------------------------------------------------------------------------------


def test_an_event_with_its_mappings_becomes_variables_trigger_and_tags() -> None:
    container = only(SHOP)
    assert {kind: sorted(bodies) for kind, bodies in container.entities.items()} == {
        "builtInVariable": ["Page Hostname"],
        "customTemplate": ["Mark as sent (govern)", "Meta Pixel (govern)", "Once (govern)"],
        "folder": ["govern"],
        "tag": ["GA4 - Google tag", "GA4 - purchase", "Mark as sent - purchase", "Meta - Purchase", "Meta - base code"],
        "trigger": ["Block - ga4 has no ID here", "Block - meta has no ID here", "Event - purchase"],
        "variable": [
            "DLV - currency", "DLV - items", "DLV - order_id", "DLV - value", "Event ID - purchase",
            "First-party endpoint - shop", "ID - ga4", "ID - meta", "Once - purchase",
        ],
    }  # fmt: skip
    assert render_problems(container) == ()


def test_no_tag_has_an_id_of_its_own() -> None:
    tags = json.dumps(only(SHOP).entities["tag"])
    assert not re.search(r"G-[A-Z0-9]{4,}|[0-9]{15}", tags)
    tags = json.dumps(only(SHOP.replace("{production: G-PROD0001, staging: G-STAG0001}", "G-PROD0001")).entities["tag"])
    assert "G-PROD0001" not in tags


def test_an_id_for_all_environments_is_a_constant_and_blocks_nothing() -> None:
    container = only(SHOP.replace("{production: G-PROD0001, staging: G-STAG0001}", "G-PROD0001"))
    assert container.bodies("variable")["ID - ga4"]["type"] == "c"
    assert "blockingTrigger" not in container.bodies("tag")["GA4 - purchase"]


def test_the_google_tag_knows_the_first_party_endpoint_and_leaves_page_views_to_events() -> None:
    tag = only(SHOP).bodies("tag")["GA4 - Google tag"]
    assert tag["firingTrigger"] == ["Initialization - All Pages"]
    assert value_of(tag, "configSettingsTable") == [("server_container_url", "{{First-party endpoint - shop}}")]
    mapped = SHOP.replace("as: purchase", "as: page_view")
    assert ("send_page_view", "false") in value_of(
        only(mapped).bodies("tag")["GA4 - Google tag"], "configSettingsTable"
    )


def test_consent_is_what_the_destination_asks_and_the_event_adds() -> None:
    tags = only(SHOP).bodies("tag")
    assert asked(tags["Meta - Purchase"]) == ["ad_storage", "ad_user_data", "ad_personalization"]
    assert asked(tags["GA4 - purchase"]) == asked(tags["GA4 - Google tag"]) == ["analytics_storage"]
    own = SHOP.replace("platform: meta,", "platform: meta, consent: [ad_storage],").replace(
        "- name: purchase", "- name: purchase\n    consent: [functionality_storage]"
    )
    tags = only(own).bodies("tag")
    assert asked(tags["Meta - base code"]) == ["ad_storage"]
    assert asked(tags["Meta - Purchase"]) == ["ad_storage", "functionality_storage"]
    assert asked(tags["GA4 - purchase"]) == ["analytics_storage", "functionality_storage"]


def test_only_a_team_that_says_so_leaves_consent_to_google() -> None:
    tags = only(SHOP.replace("platform: ga4,", "platform: ga4, settings: {consent_mode: advanced},")).bodies("tag")
    assert tags["GA4 - purchase"]["consentSettings"] == {"consentStatus": "NOT_NEEDED"}
    assert asked(tags["Meta - Purchase"]) != []


def test_standard_events_and_events_of_ones_own_are_sent_differently() -> None:
    assert value_of(only(SHOP).bodies("tag")["Meta - Purchase"], "call") == "trackSingle"
    own = SHOP.replace("as: Purchase", "as: BoughtTea")
    assert value_of(only(own).bodies("tag")["Meta - BoughtTea"], "call") == "trackSingleCustom"


def test_fixed_values_are_texts() -> None:
    text = SHOP.replace("contents: items", "content_type: {value: product}, num: {value: 3}, new: {value: true}")
    rows = value_of(only(text).bodies("tag")["Meta - Purchase"], "parameters")
    assert {("content_type", "product"), ("num", "3"), ("new", "true")} <= set(rows)


def test_personal_data_is_no_plain_parameter() -> None:
    container = only(SHOP.replace("contents: items", "em: email"))
    assert "em" not in dict(value_of(container.bodies("tag")["Meta - Purchase"], "parameters"))
    assert "DLV - email" not in container.bodies("variable")


def test_our_own_rules_find_nothing_in_what_is_derived() -> None:
    found = findings(project(live=Exports(containers=(only(SHOP),))), over="live")
    assert {one.rule for one in found} == {"containers/double-consent"}, "which specs say is meant, and here are none"


def test_the_notes_say_where_an_entity_comes_from_and_no_line() -> None:
    container = only(SHOP)
    assert container.bodies("tag")["Meta - Purchase"]["notes"].startswith(
        "From event purchase, mapping to meta in specs/spec.yaml."
    )
    moved = only("# a comment\n" + SHOP)
    assert moved.entities == container.entities


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- name: purchase", "- name: purchase\n    status: draft"),
        ("- name: purchase", "- name: purchase\n    status: deprecated\n    until: 2026-11-22"),
        ("platform: meta", "browser: false, platform: meta"),
        ("via: [browser, server]", "via: [server]"),
        ("platform: meta", "platform: tiktok"),
        ("containers: {web: GTM-HAZEL1}", "containers: {server: GTM-HAZEL1}"),
    ],
)
def test_what_is_not_told_by_the_browser_is_not_derived(before: str, after: str) -> None:
    found = wished(SHOP.replace(before, after))
    assert not any("Meta - Purchase" in container.bodies("tag") for container in found.containers)


def test_a_deprecated_event_is_told_until_its_day() -> None:
    text = SHOP.replace("- name: purchase", "- name: purchase\n    status: deprecated\n    until: 2026-11-23")
    assert "Meta - Purchase" in only(text).bodies("tag")


def test_names_tell_destinations_and_events_apart() -> None:
    more = SHOP.replace("destinations:", "destinations:\n  - {name: meta-eu, platform: facebook, site: shop, id: '99'}")
    more = more.replace("events:", "events:\n  - {name: renewal, parameters: [{use: value}]}")
    more += """
  - {event: purchase, destination: meta-eu, as: Purchase}
  - {event: renewal, destination: meta, as: Purchase}
"""
    assert sorted(name for name in only(more).bodies("tag") if name.startswith("Meta")) == [
        "Meta - Purchase (meta-eu)",
        "Meta - Purchase - purchase (meta)",
        "Meta - Purchase - renewal (meta)",
        "Meta - base code (meta)",
        "Meta - base code (meta-eu)",
    ]


def test_the_order_of_specs_and_files_changes_nothing() -> None:
    (document,) = project(SHOP).documents.values()
    sections = {key: value for key, value in document.data.items() if key != "version"}
    files = {f"specs/{key}.yaml": json.dumps({"version": 1, key: value}) for key, value in sections.items()}
    turned = {
        name: json.dumps({"version": 1, key: value[::-1]})
        for name, (key, value) in zip(files, sections.items(), strict=True)
    }
    assert render(only("", files=turned)) == render(only("", files=files))


# ---- what cannot be derived ------------------------------------------------------------------------------------------

PROBLEMS = [
    ("{name: meta, platform: meta, site: shop, id: {production: '1234567890123456', staging: '6543210987654321'}}",
     "{name: meta, platform: meta, site: shop}",
     'destination "meta" has no id, so no tag can be derived', {"name": "meta", "platform": "meta", "site": "shop"}),
    ("production: '1234567890123456', staging: '6543210987654321'", "development: '1'",
     'destination "meta" has an id, but site "shop" has no domain for it', {"development": "1"}),
    ("order_{order_id}", "{email}",
     'event ID of "purchase" is made of "email" (pii: email), which would leave in plain text', "{email}"),
    ("order_{order_id}", "order_{order_id",
     'event ID "order_{order_id" has braces that hold no parameter', "order_{order_id"),
    ("as: Purchase", "as: '{{Page URL}}'",
     'event "{{Page URL}}" has braces, which Tag Manager takes for a variable', "{{Page URL}}"),
    ("contents: items", "source: {value: '{{Page URL}}'}",
     'value "{{Page URL}}" has braces, which Tag Manager takes for a variable', {"value": "{{Page URL}}"}),
    ("production: '1234567890123456'", "production: '{{Page URL}}'",
     'id "{{Page URL}}" has braces, which Tag Manager takes for a variable', "{{Page URL}}"),
    ("https://track.hazel.example", "https://track.{hazel}.example",
     'first_party "https://track.{hazel}.example" has braces, which Tag Manager takes for a variable',
     "https://track.{hazel}.example"),
    ("as: Purchase", "as: Purchase\n    conversion_action: '{{x}}'",
     'conversion_action "{{x}}" has braces, which Tag Manager takes for a variable', "{{x}}"),
    ("name: meta, platform: meta", "name: '{m}', platform: meta",
     'destination "{m}" has braces, which Tag Manager takes for a variable', "{m}"),
]  # fmt: skip


@for_each(("before", "after", "message", "value"), PROBLEMS, ids=[problem[2] for problem in PROBLEMS])
def test_what_cannot_be_derived_is_a_problem_with_its_place(before: str, after: str, message: str, value: Any) -> None:
    text = SHOP.replace(before, after)
    if "{m}" in after:
        text = text.replace("destination: meta", "destination: '{m}'")
    subject = project(text)
    found = desired(subject)
    assert (message, value) in places(found, subject)
    assert all(render_problems(container) == () for container in found.containers), "the rest is derived all the same"


def test_a_destination_without_a_site_needs_one_where_there_are_several() -> None:
    text = SHOP.replace("platform: meta, site: shop", "platform: meta")
    assert "Meta - Purchase" in only(text).bodies("tag")
    found = wished(text.replace("sites:", "sites:\n  - {name: blog}"))
    assert [problem.message for problem in found.problems] == [
        'destination "meta" names no site, so its tags belong to no container'
    ]


def test_two_things_of_one_name_are_a_problem() -> None:
    text = SHOP.replace("as: Purchase", "as: base code")
    assert [problem.message for problem in wished(text).problems] == [
        'tag "Meta - base code" would be made in two ways'
    ]


# ---- what it does on a page ------------------------------------------------------------------------------------------


@needs_node
def test_both_platforms_get_the_same_event_id() -> None:
    result = visit(only(SHOP), PURCHASE)
    assert sent(result, "purchase") == {
        "currency": "EUR",
        "event_id": "order_A-1001",
        "items": None,
        "transaction_id": "A-1001",
        "value": 29.99,
    }
    _, pixel, _, parameters, options = sent(result, "Purchase")
    assert (pixel, parameters) == ("1234567890123456", {"value": 29.99, "currency": "EUR", "order_id": "A-1001"})
    assert options == {"eventID": sent(result, "purchase")["event_id"]}


@needs_node
@pytest.mark.parametrize("arrives", [0, 1, 2, 9])
def test_the_order_of_calls_does_not_depend_on_when_the_library_arrives(arrives: int) -> None:
    result = visit(only(SHOP), PURCHASE, arrives=arrives)
    assert [call[0] for call in result["fbq"]] == ["set", "init", "trackSingle"]
    assert result["fbq"][0] == ["set", "autoConfig", False, "1234567890123456"] and result["pushState"]


@needs_node
@pytest.mark.parametrize(
    ("host", "ga4", "meta"),
    [
        ("www.hazel.example", "G-PROD0001", "1234567890123456"),
        ("staging.hazel.example", "G-STAG0001", "6543210987654321"),
        ("hazel.example.translate.goog", None, None),
    ],
)
def test_ids_follow_the_host_and_unknown_hosts_get_nothing(host: str, ga4: str | None, meta: str | None) -> None:
    result = visit(only(SHOP), PURCHASE, host=host)
    assert [event.get("tagId") or event.get("measurementIdOverride") for event in result["ga4"]] == [ga4, ga4][
        : 2 if ga4 else 0
    ]
    assert [call[1] for call in result["fbq"] if call[0] == "trackSingle"] == ([meta] if meta else [])
    assert result["failed"] == []


@needs_node
def test_a_domain_with_a_star_stands_for_many_hosts() -> None:
    container = only(SHOP.replace("[www.hazel.example]", "['*.hazel.example']"))
    assert container.bodies("variable")["ID - meta"]["type"] == "remm"
    assert sent(visit(container, PURCHASE, host="it.hazel.example"), "Purchase")[1] == "1234567890123456"
    assert sent(visit(container, PURCHASE, host="hazel-example.org"), "Purchase") is None


@needs_node
def test_sites_that_share_a_container_keep_to_their_own_hosts() -> None:
    text = SHOP.replace("{production: G-PROD0001, staging: G-STAG0001}", "G-PROD0001").replace(
        "destinations:",
        "  - {name: blog, domains: {production: [blog.hazel.example]}, containers: {web: GTM-HAZEL1}}\ndestinations:",
    )
    assert sent(visit(only(text), PURCHASE), "purchase") is not None
    assert sent(visit(only(text), PURCHASE, host="blog.hazel.example"), "purchase") is None


MISSING: list[Any] = [None, "", "   ", "undefined", "null", "NaN", []]
THERE: list[Any] = [0, "0", False, "EUR", "null and void", [1], {"a": 1}]


@needs_node
@pytest.mark.parametrize("value", MISSING, ids=repr)
def test_an_event_waits_until_its_parameters_are_there(value: Any) -> None:
    result = visit(only(SHOP), {**PURCHASE, "value": value})
    assert sent(result, "purchase") is None and sent(result, "Purchase") is None


@needs_node
def test_an_event_waits_for_parameters_that_are_left_out() -> None:
    result = visit(only(SHOP), {"event": "purchase", "order_id": "A-1001", "currency": "EUR"})
    assert sent(result, "purchase") is None and sent(result, "Purchase") is None


@needs_node
@pytest.mark.parametrize("value", THERE, ids=repr)
def test_nothing_and_false_are_values(value: Any) -> None:
    free = SHOP.replace("{name: value, type: money,", "{name: value, type: money, may_be_zero: true,")
    result = visit(only(free), {**PURCHASE, "value": value})
    assert sent(result, "purchase")["value"] == value and sent(result, "Purchase")[3]["value"] == value


@needs_node
@pytest.mark.parametrize("missing", [None, "", "undefined", "left out"])
def test_an_event_without_a_part_of_its_id_has_no_id(missing: Any) -> None:
    message = {**PURCHASE, "order_id": missing}
    if missing == "left out":
        del message["order_id"]
    result = visit(only(SHOP), message)
    assert sent(result, "purchase")["event_id"] == ""
    assert len(sent(result, "Purchase")) == 4, "no options, so no event ID"


@needs_node
def test_every_part_of_an_event_id_must_be_there() -> None:
    container = only(SHOP.replace("'order_{order_id}'", "'{order_id}.{currency}.{order_id}'"))
    assert sent(visit(container, PURCHASE), "purchase")["event_id"] == "A-1001.EUR.A-1001"
    for name in ("order_id", "currency"):
        text = SHOP.replace("'order_{order_id}'", "'{order_id}.{currency}'").replace(
            "when_ready: [value, currency]", "when_ready: []"
        )
        result = visit(only(text), {key: value for key, value in PURCHASE.items() if key != name})
        assert sent(result, "purchase")["event_id"] == ""


@needs_node
def test_a_mapping_may_have_an_event_id_of_its_own() -> None:
    text = SHOP.replace("as: Purchase", "as: Purchase\n    event_id: 'meta.{order_id}'")
    result = visit(only(text), PURCHASE)
    assert sent(result, "purchase")["event_id"] == "order_A-1001"
    assert sent(result, "Purchase")[4] == {"eventID": "meta.A-1001"}


@needs_node
def test_a_page_may_make_the_event_id_itself() -> None:
    text = SHOP.replace("contents: items", "eventID: items")
    _, _, _, parameters, options = sent(visit(only(text), {**PURCHASE, "items": "abc"}), "Purchase")
    assert options == {"eventID": "abc"} and "eventID" not in parameters


@needs_node
@pytest.mark.parametrize(
    ("consent", "ga4", "meta"),
    [((), 0, 0), (("analytics_storage",), 2, 0), (("ad_storage",), 0, 0), (EVERYTHING, 2, 3)],
)
def test_nothing_is_sent_without_its_consent(consent: tuple[str, ...], ga4: int, meta: int) -> None:
    result = visit(only(SHOP), PURCHASE, consent=consent)
    assert (len(result["ga4"]), len(result["fbq"])) == (ga4, meta)


@needs_node
def test_lists_are_those_of_the_last_message() -> None:
    cart = [{"item_id": name, "price": 10} for name in ("A", "B", "C")]
    bought = [{"item_id": "A", "price": 10, "quantity": 2}]
    result = visit(only(SHOP), {"event": "view_cart", "items": cart}, {**PURCHASE, "items": bought})
    assert sent(result, "purchase")["items"] == bought
    _, _, _, parameters, _ = sent(result, "Purchase")
    assert parameters["contents"] == [{"id": "A", "quantity": 2, "item_price": 10}]
    assert (parameters["content_ids"], parameters["num_items"]) == (["A"], 2)


@needs_node
def test_what_a_page_writes_stays_a_value() -> None:
    hostile = '</script><script>alert(1)</script>"+alert(2)+"{{ID - meta}}'
    result = visit(only(SHOP), {**PURCHASE, "order_id": hostile})
    assert sent(result, "Purchase")[4] == {"eventID": f"order_{hostile}"}


@needs_node
def test_an_event_may_have_another_name_in_the_data_layer() -> None:
    container = only(SHOP.replace("once_per: order,", "once_per: order, name: orderPlaced,"))
    assert sent(visit(container, {**PURCHASE, "event": "orderPlaced"}), "Purchase") is not None
    assert sent(visit(container, PURCHASE), "Purchase") is None


# ---- for any project -------------------------------------------------------------------------------------------------

PLAIN = st.one_of(st.sampled_from(["purchase", "order_id", "value"]), st.text("ab<\"'#:é -", min_size=1, max_size=5))
ODD = st.sampled_from(["base code", "{{Page URL}}", "}", "a - b"])
NAME = st.one_of(PLAIN, PLAIN, PLAIN, PLAIN, ODD).map(str.strip).filter(bool)
ID = st.one_of(NAME, NAME, st.none(), st.dictionaries(st.sampled_from(["production", "staging"]), NAME))


@st.composite
def specs(draw: st.DrawFn) -> dict[str, Any]:
    """The sections of a small project with any names."""
    sites = [
        {
            "name": f"s{n}",
            "containers": {"web": draw(st.sampled_from(["GTM-AAA1", "GTM-BBB1"]))},
            "domains": {"production": [f"{n}.example"]},
        }
        for n in range(draw(st.integers(1, 2)))
    ]
    parameters = draw(st.lists(NAME, unique=True, min_size=1, max_size=3))
    destinations = [
        {
            "name": name,
            "platform": draw(st.sampled_from(derivable("web"))),
            "site": draw(st.sampled_from([*[s["name"] for s in sites]])),
        }
        | ({"id": found} if (found := draw(ID)) else {})
        for name in draw(st.lists(NAME, unique=True, min_size=1, max_size=3))
    ]
    events = [
        {
            "name": name,
            "parameters": [{"use": p} for p in parameters],
            "event_id": draw(st.sampled_from(["x_{a}", "{value}.{b}", "{a} {value}", "{", "plain"])),
        }
        | {
            "fires": {"on": "custom", "when_ready": draw(st.lists(st.sampled_from(parameters), max_size=2))}
            | draw(st.sampled_from([{}, {"once_per": "order"}]))
        }
        for name in draw(st.lists(NAME, unique=True, min_size=1, max_size=3))
    ]
    mappings = [
        {
            "event": event["name"],
            "destination": destination["name"],
            "as": draw(NAME),
            "conversion_action": draw(st.sampled_from(["AbC-D_efG-h12_34-567", "987654", "tw-o8z6j-o87ne"])),
            "parameters": draw(st.dictionaries(NAME, st.sampled_from(parameters), max_size=3)),
        }
        for event in events
        for destination in destinations
        if draw(st.integers(0, 3))
    ]
    declared = [{"name": name, "type": draw(st.sampled_from(["string", "items"]))} for name in parameters]
    return {
        "version": 1,
        "sites": sites,
        "parameters": declared,
        "destinations": destinations,
        "events": events,
        "mappings": mappings,
    }


def unused(container: Container) -> set[str]:
    """Triggers, variables, templates and tags that nothing needs."""
    texts = json.dumps(container.entities, ensure_ascii=False)
    names = [f"{{{{{json.dumps(name, ensure_ascii=False)[1:-1]}}}}}" for name in container.bodies("variable")]
    fired = {
        name
        for tag in container.bodies("tag").values()
        for name in (*tag.get("firingTrigger", ()), *tag.get("blockingTrigger", ()))
    }
    made_of = {body["type"] for kind in ("tag", "variable") for body in container.bodies(kind).values()}
    templates = {name for name in container.bodies("customTemplate") if f"template:{name}" not in made_of}
    after = {one["tagName"] for tag in container.bodies("tag").values() for one in tag.get("teardownTag", ())}
    never = {name for name, tag in container.bodies("tag").items() if "firingTrigger" not in tag and name not in after}
    return (
        {name for name in names if name not in texts} | (container.bodies("trigger").keys() - fired) | templates | never
    )


def undefined(container: Container) -> set[str]:
    """Variables that are written somewhere and that the container does not have."""
    used = set(re.findall(r"\{\{(.+?)\}\}", json.dumps(container.entities, ensure_ascii=False).replace('\\"', '"')))
    return used - {*container.bodies("variable"), *container.bodies("builtInVariable"), "_event"}


@settings(max_examples=60, deadline=None)
@given(specs())
def test_what_is_derived_can_be_rendered_and_read_back(sections: dict[str, Any]) -> None:
    """Whatever things are called: no reference leads nowhere, no trigger or variable is left over."""
    subject = project(files={"specs/spec.yaml": json.dumps(sections)})
    assert subject.refused == () and subject.documents["specs/spec.yaml"].refusal is None
    for container in desired(subject).containers:
        for kind, bodies in container.entities.items():
            assert all(canonical(kind, body) == body for body in bodies.values())
        assert render_problems(container) == ()
        assert desired(subject).underivable or unused(container) == set()
        assert undefined(container) == set()
        (back,) = read(render(container).encode(), container.file)
        assert back == container


def test_every_file_of_the_derivation_is_a_platform() -> None:
    assert {key for context in CONTEXTS for key in derivable(context)} <= set(platforms())


def test_problems_are_what_rules_can_report() -> None:
    assert all(
        isinstance(problem, EntryProblem) for problem in wished(SHOP.replace("as: Purchase", "as: '{'")).problems
    )


# ---- golden ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "id"), [("language", "GTM-ABC1234"), ("language-server", "GTM-SRV1234"), ("shop", "GTM-HAZEL1")]
)
def test_golden(name: str, id: str, request: pytest.FixtureRequest) -> None:
    """The example of the language page, and the shop of these tests."""
    text = SHOP if name == "shop" else (HERE / "exports" / "language.yaml").read_text("utf-8")
    found = wished(text)
    assert found.problems == ()
    container = found.container(id)
    assert container is not None
    rendered = render(container)
    file = HERE / "golden" / "gtm" / f"{name}.json"
    if request.config.getoption("--update-golden", default=False):
        file.write_text(rendered, "utf-8", newline="\n")
    assert file.read_text("utf-8") == rendered
