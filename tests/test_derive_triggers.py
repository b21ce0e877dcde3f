"""What makes tags fire: clicks, forms, elements, times and pages that the container sees, messages that pages push."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from both_legs import as_visit
from browser import needs_browser
from helpers import project
from node import needs_node
from page_helpers import browse
from pytest_socket import socket_allow_hosts
from web_shop import visit

from govern.gtm.container import Container
from govern.gtm.derive.triggers import listed
from govern.gtm.desired import Desired, desired
from govern.gtm.read import read
from govern.render.messages import messages
from govern.render.planned import code, planned
from govern.render.targets.gtm import remarks, render

SHOP = """
sites:
  - name: shop
    domains: {production: [www.hazel.example]}
    containers: {web: GTM-HAZEL1}
    elements:
      - {name: menu, selector: '#menu, nav > a[data-x="a,b"]', owner: web-team}
      - {name: newsletter, selector: form.news, owner: web-team}
destinations: [{name: meta, platform: meta, id: '1234567890123456'}, {name: ga4, platform: ga4, id: G-PROD0001}]
parameters: [{name: plan, type: string}]
events:
  - {name: menu_opened, fires: {on: click, element: menu}}
  - {name: plan_chosen, fires: {on: click, element: menu, when_ready: [plan]}, parameters: [{use: plan}]}
  - {name: news_asked, fires: {on: form_attempt, element: newsletter}}
  - {name: news_seen, fires: {on: element_visible, element: newsletter, after: 2s}}
  - {name: stayed, fires: {on: timer, after: 30s}}
  - {name: paid, fires: {on: server_confirmed}}
  - {name: menu_said, fires: {on: click, name: menu_open}}
mappings:
  - {event: menu_opened, destination: meta, as: MenuOpened}
  - {event: plan_chosen, destination: meta, as: PlanChosen}
  - {event: news_asked, destination: meta, as: NewsAsked}
  - {event: news_seen, destination: meta, as: NewsSeen}
  - {event: stayed, destination: meta, as: Stayed}
  - {event: paid, destination: meta, as: Paid}
  - {event: menu_said, destination: meta, as: MenuSaid}
"""

PAGES = """
sites:
  - {name: shop, domains: {production: [www.hazel.example]}, containers: {web: GTM-HAZEL1}, consent: {default: denied}}
destinations:
  - {name: meta, platform: meta, id: '1234567890123456'}
  - {name: ga4, platform: ga4, id: G-PROD0001}
  - {name: ads, platform: google_ads, id: AW-123456789}
events: [{name: page_view, fires: {on: page_view}}, {name: paid}]
mappings:
  - {event: page_view, destination: ga4, as: page_view}
  - {event: paid, destination: meta, as: Purchase}
  - {event: paid, destination: ads, as: conversion, conversion_label: AbC-D_efG-h12_34-567}
"""

AGREED: Any = [
    "consent",
    "update",
    dict.fromkeys(("ad_storage", "ad_user_data", "ad_personalization", "analytics_storage"), "granted"),
]


def only(text: str) -> Container:
    """The one container of a spec without problems."""
    found: Desired = desired(project(text))
    assert found.problems == ()
    (container,) = found.containers
    return container


def told(result: Any) -> list[str]:
    """The names of the events that Meta was told."""
    return [call[2] for call in result["fbq"] if call[0] == "trackSingleCustom"]


def test_each_kind_becomes_its_trigger_and_what_only_the_page_knows_stays_its_message() -> None:
    triggers = only(SHOP).bodies("trigger")
    assert {name.removeprefix("Event - "): body["type"] for name, body in triggers.items()} == {
        "menu_opened": "CLICK", "plan_chosen": "CLICK", "news_asked": "FORM_SUBMISSION", "news_seen": "ELEMENT_VISIBILITY",
        "stayed": "TIMER", "paid": "CUSTOM_EVENT", "menu_said": "CUSTOM_EVENT",
    }  # fmt: skip
    (waits, pause) = triggers["Event - menu_opened"]["filter"]
    assert waits["type"] == "CSS_SELECTOR" and pause["parameter"][0]["value"] == "{{Again - menu_opened}}"
    selector = '#menu, nav > a[data-x="a,b"]'
    assert waits["parameter"][1]["value"] == selector + ', #menu *, nav > a[data-x="a,b"] *', "or anything within it"
    assert triggers["Event - news_asked"]["checkValidation"]["value"] == "true"
    assert triggers["Event - stayed"]["interval"]["value"] == "30000"


@pytest.mark.parametrize(
    ("selector", "parts"),
    [
        ("#menu", ["#menu"]),
        ("a, .b ,", ["a", ".b"]),
        (':is(a:not(.x), "b"), [data-x="1,2"]', [':is(a:not(.x), "b")', '[data-x="1,2"]']),
        (r".a\,b, c", [r".a\,b", "c"]),
        ("[" * 5000, ["[" * 5000]),
    ],
)
def test_a_list_of_selectors_ends_at_commas_that_stand_alone(selector: str, parts: list[str]) -> None:
    assert listed(selector) == parts


def test_the_triggers_are_read_back_as_they_were_written() -> None:
    container = only(SHOP)
    (found,) = read(render(container).encode(), "x.json")
    assert found.bodies("trigger") == container.bodies("trigger")


def test_an_element_that_no_site_declares_is_a_problem() -> None:
    (problem,) = desired(project(SHOP.replace("element: newsletter, after", "element: newslettr, after"))).problems
    assert problem.message == (
        'event "news_seen" fires on the element "newslettr", which no site of container GTM-HAZEL1 declares'
    )
    assert problem.help == 'did you mean "newsletter"?'


@pytest.mark.slow
@needs_node
def test_a_container_tells_what_it_sees_and_a_double_click_once() -> None:
    click = {"event": "gtm.click", "gtm.element": ["#menu *"]}
    messages = [
        {**click, "now": 0}, {**click, "now": 300}, {**click, "now": 2000}, {"event": "menu_opened"},
        {"event": "gtm.click", "gtm.element": ["#other"], "now": 9000},
        {"event": "gtm.formSubmit", "gtm.element": ["form.news"], "now": 9000},
        {"event": "gtm.elementVisibility", "gtm.trigger": "Event - news_seen"},
        {"event": "gtm.timer", "gtm.trigger": "Event - stayed"},
    ]  # fmt: skip
    container = only(SHOP)
    assert told(visit(container, *messages)) == ["MenuOpened", "MenuOpened", "NewsAsked", "NewsSeen", "Stayed"]
    ready = [{"event": "plan_shown", "plan": "gold"}, {**click, "now": 0}]
    assert told(visit(container, *ready)) == ["MenuOpened", "PlanChosen"]
    assert told(visit(container, {"event": "menu_open"}, {"event": "paid"})) == ["MenuSaid", "Paid"]


def page_views(result: Any) -> list[str]:
    """What Analytics was told of pages: by the Google tag itself, or by a tag of ours."""
    google = [{row["parameter"]: row["parameterValue"] for row in tag.get("configSettingsTable", ())} for tag in result["ga4"] if tag["type"] == "googtag"]  # fmt: skip
    return ["automatic" for one in google if one.get("send_page_view") != "false"] + [
        tag["eventName"] for tag in result["ga4"] if tag["type"] == "gaawe"
    ]


@pytest.mark.slow
@needs_node
@pytest.mark.parametrize("text", [PAGES, PAGES.replace("  - {event: page_view, destination: ga4, as: page_view}\n", "  - {event: paid, destination: ga4, as: purchase}\n")],
                         ids=["declared", "automatic"])  # fmt: skip
def test_on_the_landing_page_all_is_made_up_for_once_the_visitor_agrees(text: str) -> None:
    """Before, nothing; then the linker, the library and one page view; agreeing to more later repeats nothing."""
    container = only(text)
    before = visit(container, consent=())
    assert before["tags"] == before["fbq"] == []
    after = visit(container, AGREED, ["consent", "update", {"ad_storage": "denied"}], AGREED, consent=())
    assert [one["type"] for one in after["tags"]].count("gclidw") == 1
    assert len(page_views(after)) == 1
    assert [call[0] for call in after["fbq"]].count("init") == 1
    assert len(page_views(visit(container))) == 1, "who agreed before gets each once too"


@pytest.mark.slow
@needs_node
def test_a_page_view_waits_for_what_it_needs() -> None:
    held = PAGES.replace(
        "fires: {on: page_view}", "fires: {on: page_view, when_ready: [plan]}, parameters: [{name: plan, type: string}]"
    )
    ready = {"event": "plan_shown", "plan": "gold"}
    container = only(held)
    assert page_views(visit(container, {"event": "gtm.dom"}, {"event": "gtm.load"})) == []
    assert page_views(visit(container, ready, {"event": "gtm.dom"}, {"event": "gtm.load"})) == ["page_view"]


def test_a_banner_may_bring_a_message_of_its_own() -> None:
    """Then nothing listens; and where nothing is denied, nobody has to agree."""
    own = only(PAGES.replace("{default: denied}", "{default: denied, message: cookie_consent_update}"))
    (says,) = own.bodies("trigger")["Consent - granted"]["customEventFilter"]
    assert says["parameter"][1]["value"] == "cookie_consent_update" and "Consent - listener" not in own.bodies("tag")
    free = only(PAGES.replace("default: denied", "default: granted"))
    assert "Consent - granted" not in free.bodies("trigger") and "Consent - listener" not in free.bodies("tag")


@pytest.fixture
def loopback(socket_enabled: None) -> None:
    """The test's own server, and nobody else's."""
    socket_allow_hosts(["127.0.0.1"])


@pytest.mark.slow
@needs_browser
def test_a_real_page_keeps_the_click_id_when_its_banner_is_accepted(tmp_path: Path, loopback: None) -> None:
    """The banner calls `gtag()` and knows nothing of the container; the address still has the ID when the linker runs."""
    banner = "function gtag() { dataLayer.push(arguments); } setTimeout(() => gtag('consent', 'update', %s), 50);"
    granted = str(AGREED[2]).replace("'", '"')
    hits = browse(
        only(PAGES), banner % granted, tmp_path / "profile", "www.hazel.example", agreed=(), query="?gclid=Cj0K"
    )
    result = as_visit(hits)
    (linker,) = [hit["given"] for hit in hits if hit["name"] == "gclidw"]
    assert linker["page"].endswith("?gclid=Cj0K")
    assert page_views(result) == ["page_view"]
    assert [call[0] for call in result["fbq"]].count("init") == 1


def test_what_the_container_sees_is_not_said_by_the_page() -> None:
    """Its parameters are written before; an event without any is nothing that a page could write."""
    subject = project(SHOP)
    told = {message.event.name: message.name for message in messages(subject)}
    assert told == {"plan_chosen": "", "paid": "paid", "menu_said": "menu_open"}
    shown = {message.event.name: code(message) for message in messages(subject, drafts=True)}
    assert shown["menu_opened"] == "// Nothing: the container sees it for itself."
    assert '"event"' not in shown["plan_chosen"] and '"event": "paid"' in shown["paid"]


def test_render_says_what_the_page_has_to_push() -> None:
    assert list(remarks(project(SHOP))) == [
        "the container sees for itself: menu_opened, news_asked, news_seen, plan_chosen, stayed; the page has to push: menu_open, paid"
    ]


def test_the_plan_says_the_consent_that_the_tags_ask_for() -> None:
    (paid,) = (one for one in planned(project(SHOP)) if one.event.name == "paid")
    assert paid.told[0].consent == "ad_storage, ad_user_data, ad_personalization"
