"""Rules over captured hits: every example, and what must stay silent."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from captured import capture, subject
from for_each import for_each
from helpers import findings, project

from govern.project.exports import Exports
from govern.rules import Rule
from govern.rules.catalogue import all_rules
from govern.rules.examples import example

pytestmark = pytest.mark.usefixtures("day")

RULES = [rule for rule in all_rules() if rule.over == "captures"]


@for_each("rule", RULES, ids=lambda rule: rule.id)
def test_a_good_example_is_silent_and_a_bad_one_is_found(rule: Rule) -> None:
    assert not findings(example(rule, rule.good), rule.id, over="captures")
    found = findings(example(rule, rule.bad), rule.id, over="captures")
    assert found
    of_whole_files = ("hits/none-seen", "hits/not-a-capture", "hits/nothing-declared-seen")
    assert all(finding.place.file and (finding.place.entity or rule.id in of_whole_files) for finding in found)


def rules_of(*entries: object) -> set[str]:
    """The rules that speak about a capture."""
    return {one.rule.removeprefix("hits/") for one in findings(subject(*entries), over="captures")}


def bought(event_id: str, page: str) -> str:
    """A purchase on a page."""
    told = f"ev=Purchase&cd[value]=5&cd[currency]=EUR&eid={event_id}&dl={quote(page, safe='')}"
    return f"https://www.facebook.com/tr/?id=1234567890123456&{told}"


def test_a_page_of_an_order_that_is_opened_again_is_that_order() -> None:
    order = "https://www.hazel.example/orders/1001"
    assert rules_of(bought("a", order), bought("b", order)) == {"event-id-made-anew"}
    assert rules_of(bought("a", order), bought("a", order)) == set(), "the platform takes one ID once"
    assert rules_of(bought("a", order), bought("b", order.replace("1001", "1002"))) == set()
    thanks = "https://www.hazel.example/thanks"
    assert rules_of(bought("a", thanks), bought("b", thanks)) == set(), "two visitors may have bought the same"


def test_a_name_that_the_platform_has_for_one_leg_is_its_own() -> None:
    def told(name: str) -> dict[str, object]:
        event = {"event_name": name, "event_time": 1795428000, "action_source": "web", "user_data": {"em": ["ab" * 32]}}
        return {"url": "https://api.pinterest.com/v5/ad_accounts/1/events", "method": "POST", "body": {"data": [event]}}

    assert "misspelt-event" not in rules_of(told("watch_video"))
    assert "misspelt-event" in rules_of("https://www.facebook.com/tr/?id=1234567890123456&ev=view_content")
    assert "misspelt-event" not in rules_of("https://www.facebook.com/tr/?id=1234567890123456&ev=ViewedOffer")


def test_a_part_of_an_upload_that_was_refused_is_told() -> None:
    sale = {"gclid": "Cj0KCQ", "conversionAction": "customers/1/conversionActions/2", "orderId": "1", "conversionValue": 5,
            "conversionDateTime": "2026-11-23 10:00:00+00:00", "currencyCode": "EUR"}  # fmt: skip
    upload = {"url": "https://googleads.googleapis.com/v25/customers/1:uploadClickConversions", "method": "POST", "status": 200,
              "time": "2026-11-23T10:00:05Z", "body": {"conversions": [sale], "partialFailure": True}}  # fmt: skip
    in_part = {"partialFailureError": {"code": 3, "message": "…"}, "results": [{}]}
    assert "refused" in rules_of({**upload, "response": in_part})
    assert "refused" not in rules_of({**upload, "response": {"results": [{"gclid": "Cj0KCQ"}]}})


def test_what_is_sent_where_events_are_only_checked_is_a_test() -> None:
    for path, is_test in (("/debug/mp/collect", True), ("/mp/collect", False)):
        body = {"client_id": "1.1", "events": [{"name": "sign_up", "params": {}}]}
        url = f"https://www.google-analytics.com{path}?measurement_id=G-HAZEL00001"
        assert ("test-code-sent" in rules_of({"url": url, "method": "POST", "body": body})) == is_test
    event = {"event_name": "lead", "event_time": 1795428000, "action_source": "web", "user_data": {"em": ["ab" * 32]}}
    for query, is_test in (("?test=true", True), ("?test=false", False), ("", False)):
        url = f"https://api.pinterest.com/v5/ad_accounts/1/events{query}"
        assert ("test-code-sent" in rules_of({"url": url, "method": "POST", "body": {"data": [event]}})) == is_test


def lead(**more: object) -> dict[str, object]:
    """An event of Meta's API."""
    person = {"em": ["ab" * 32], "client_user_agent": "Mozilla/5.0"}
    known = {"event_name": "Lead", "event_time": 1796032800, "action_source": "website", "user_data": person}
    return {**known, "event_source_url": "https://www.hazel.example/a", **more}


@for_each(
    ("other", "is_twice"),
    [
        (lead(), True),
        (lead(event_time=1796032801), False),
        (lead(user_data={"em": ["cd" * 32], "client_user_agent": "Mozilla/5.0"}), False),
        (lead(event_source_url="https://www.hazel.example/b"), False),
        (lead(event_id="e-1"), False),
    ],
)
def test_one_event_twice_in_one_body_without_an_id(other: dict[str, object], is_twice: bool) -> None:
    """Another second, another person, another page, or an ID by which they are told apart: not the same event."""
    url = "https://graph.facebook.com/v25.0/1234567890123456/events"
    found = rules_of({"url": url, "method": "POST", "time": "2026-11-30T10:00:05Z", "body": {"data": [lead(), other]}})
    assert ("told-twice" in found) == is_twice


def test_an_item_added_twice_in_one_body_of_google_analytics() -> None:
    url = "https://www.google-analytics.com/mp/collect?measurement_id=G-HAZEL00001"
    said = {"value": 5, "currency": "EUR", "items": [{"item_id": "s1"}]}
    added = {"name": "add_to_cart", "params": said}
    for other, is_twice in ((added, True), ({**added, "params": {**said, "value": 6}}, False)):
        body = {"client_id": "1.1", "events": [added, other]}
        assert ("told-twice" in rules_of({"url": url, "method": "POST", "body": body})) == is_twice


def test_the_user_of_google_analytics_is_not_an_address() -> None:
    url = "https://region1.google-analytics.com/g/collect?v=2&tid=G-HAZEL00001&en=login&uid="
    assert rules_of(f"{url}ana%40hazel.example") == {"personal-data-in-parameter"}
    assert rules_of(f"{url}4711") == set()


@for_each(
    ("order", "said"),
    [
        ({"purchase_revenue": 0, "transaction_id": "A-1"}, {"purchase-worth-nothing"}),
        ({"purchase_revenue": 30, "transaction_id": "A-1"}, set()),
        ({"transaction_id": "(not set)", "purchase_revenue_in_usd": 33}, set()),
    ],
)
def test_a_row_of_the_export_has_its_worth_in_ecommerce_too(order: dict[str, object], said: set[str]) -> None:
    row = {"event_name": "purchase", "event_timestamp": "1796032800000000", "event_params": [], "ecommerce": order}
    assert rules_of(row) >= said and ("purchase-worth-nothing" in rules_of(row)) == bool(said)
    (hit,) = capture(row).hits
    assert (hit.order_id is not None, "value" in hit.parameters) == (
        (True, True) if "purchase_revenue" in order else (False, False)
    )


def test_an_order_is_in_the_export_once() -> None:
    params = [
        {"key": "transaction_id", "value": {"string_value": "A-1"}},
        {"key": "value", "value": {"double_value": 5.0}},
    ]
    row = {
        "event_name": "purchase",
        "event_timestamp": "1796032800000000",
        "user_pseudo_id": "1.2",
        "event_params": params,
    }
    assert rules_of(row, {**row, "event_timestamp": "1796032801000000"}) == {"told-twice"}
    assert rules_of(row, {**row, "user_pseudo_id": "3.4"}) == set(), "another visitor"


def test_a_value_in_the_data_layer_is_a_number() -> None:
    message = {"event": "purchase", "ecommerce": {"value": "29,99", "currency": "EUR"}}
    assert rules_of(message) == {"value-not-a-number"}
    assert rules_of({**message, "ecommerce": {"value": "29.99", "currency": "EUR"}}) == set()


def test_examples_in_two_files_may_share_an_id() -> None:
    one, other = (bought("a", "https://www.hazel.example/thanks").replace("=5&", f"={value}&") for value in (5, 7))
    assert rules_of(one, other) == {"event-id-reused"}
    apart = Exports(captures=(capture(one, file="a.ndjson"), capture(other, file="b.ndjson")))
    assert findings(project(live=apart), over="captures") == ()
