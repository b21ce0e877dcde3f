"""What platforms have set, as each of them prints it, and files that only look like it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from helpers import findings
from live_helpers import corpus, export

from govern.core.errors import GovernError
from govern.rules.examples import live_example
from govern.settings import Setting, Settings

pytestmark = pytest.mark.usefixtures("day")


def read(value: Any, file: str = "exports/settings.json") -> Settings:
    """The settings in JSON data or in a text."""
    (found,) = export(value, file).settings
    return found


def only(value: Any) -> Setting:
    """The one setting in it."""
    (setting,) = read(value).settings
    return setting


def test_a_key_event_of_analytics_is_worth_nothing_or_nobody_has_said() -> None:
    rows = [
        {"name": "properties/7/keyEvents/1", "eventName": "purchase", "countingMethod": "ONCE_PER_EVENT", "defaultValue": {"numericValue": 0, "currencyCode": "EUR"}},
        {"eventName": "contact", "custom": True},
    ]  # fmt: skip
    first, second = read({"keyEvents": rows}).settings
    assert (first.account, first.id, first.name) == ("properties/7", "1", "purchase")
    assert first.fields == {"event": "purchase", "counting": "every", "value": 0, "currency": "EUR"}
    assert second.fields == {"event": "contact"}
    assert second.place.entity == 'key event "contact"'


def test_settings_of_a_property_are_known_by_their_name_alone() -> None:
    signals = only({"name": "properties/7/googleSignalsSettings", "state": "GOOGLE_SIGNALS_DISABLED"})
    assert (signals.kind, signals.fields) == ("google_signals", {"on": False})
    kept = only({"name": "properties/7/dataRetentionSettings", "eventDataRetention": "TWO_MONTHS"})
    assert kept.fields == {"retention_months": 2, "reset_on_activity": False}


ACTION = {"resourceName": "customers/5/conversionActions/9", "id": "9", "name": "Order", "category": "PURCHASE", "type": "WEBPAGE",
          "countingType": "ONE_PER_CLICK", "clickThroughLookbackWindowDays": "45", "status": "ENABLED"}  # fmt: skip
SNAKE = {"resource_name": "customers/5/conversionActions/9", "id": 9, "name": "Order", "category": "PURCHASE", "type": "WEBPAGE",
         "counting_type": "ONE_PER_CLICK", "click_through_lookback_window_days": 45, "status": "ENABLED"}  # fmt: skip


@pytest.mark.parametrize(
    "answer",
    [{"results": [{"conversionAction": ACTION}]}, [{"results": [{"conversion_action": SNAKE}]}], [{"conversionAction": ACTION}], ACTION],
    ids=["search", "searchStream of the Python library", "an array", "one"],
)  # fmt: skip
def test_conversion_actions_come_wrapped_in_many_ways(answer: Any) -> None:
    action = only(answer)
    assert (action.account, action.id, action.name) == ("customers/5", "9", "Order")
    assert action.fields == {
        "click": "45d",
        "counting": "once",
        "category": "PURCHASE",
        "method": "WEBPAGE",
        "status": "active",
    }


def test_the_label_is_in_the_snippet_and_the_last_conversion_beside_the_action() -> None:
    snippet = {
        "type": "WEBPAGE",
        "eventSnippet": "gtag('event', 'conversion', {'send_to': 'AW-123456789/AbCdEfGh_1'});",
    }
    row = {
        "conversionAction": {**ACTION, "tagSnippets": [snippet]},
        "metrics": {"conversionLastConversionDate": "2026-10-01"},
    }
    action = only({"results": [row]})
    assert (action.says("label"), action.says("fired")) == ("AW-123456789/AbCdEfGh_1", "2026-10-01")
    assert read({"results": [row]}).unknown == ()


def test_an_ad_set_of_meta_without_views_does_not_count_views() -> None:
    spec = [{"event_type": "CLICK_THROUGH", "window_days": 7}]
    found = only({"data": [{"name": "Spring", "attribution_spec": spec, "promoted_object": {"pixel_id": "42"}}]})
    assert (found.account, found.fields) == ("42", {"click": "7d", "view": "0d"})


def test_a_custom_conversion_that_does_not_say_so_may_be_archived() -> None:
    row = {"id": "1", "name": "Thanks", "custom_event_type": "LEAD", "rule": '{"url": {"i_contains": "thanks"}}'}
    assert only({"data": [row]}).fields == {"category": "LEAD", "conditions": ('{"url":{"i_contains":"thanks"}}',)}
    assert only({"data": [{**row, "is_archived": True}]}).says("status") == "removed"


def test_a_pixel_of_tiktok_has_events_and_those_of_every_pixel_are_known() -> None:
    event = {"event_type": "ON_WEB_ORDER", "statistic_type": "ONLY_ONCE", "event_id": "77", "name": "Order"}
    pixel = {"pixel_code": "C0DE", "pixel_name": "Shop", "pixel_id": "9", "events": [event, {**event, "event_id": "0"}],
             "automatic_advanced_matching_fields": {"email": True, "name": True, "phone_number": False}}  # fmt: skip
    shop, own, standard = read({"code": 0, "data": {"pixels": [pixel]}}).settings
    assert shop.says("matching") == ("email", "first_name", "last_name")
    assert (own.account, own.says("counting"), own.says("system"), standard.says("system")) == (
        "C0DE",
        "once",
        None,
        True,
    )


def test_windows_are_days_at_linkedin_and_x_and_minutes_at_microsoft() -> None:
    rule = {
        "id": 5,
        "name": "Order",
        "type": "PURCHASE",
        "conversionMethod": "INSIGHT_TAG",
        "postClickAttributionWindowSize": 90,
        "enabled": False,
    }
    assert only({"elements": [rule]}).fields == {
        "click": "90d",
        "method": "INSIGHT_TAG",
        "category": "PURCHASE",
        "status": "paused",
    }
    tag = {
        "id": "a1",
        "website_tag_id": "o8z6j",
        "click_window": 14,
        "view_through_window": 0,
        "name": "Order",
        "type": "PURCHASE",
    }
    assert only({"data": [tag]}).fields == {"click": "14d", "view": "0d", "category": "PURCHASE"}
    goal = {"Id": 3, "Name": "Order", "Type": "Url", "ConversionWindowInMinutes": 43200, "CountType": "Unique"}
    assert only({"ConversionGoals": [goal]}).fields == {"click": "30d", "counting": "once", "method": "Url"}


REDDIT = {"id": "a2_hazel", "name": "Hazel", "business_id": "b1", "created_by": "m1", "modified_by": "m1"}


def test_a_pixel_of_reddit_collects_by_itself_and_the_account_has_the_windows() -> None:
    pixel = {**REDDIT, "automatic_matching_config": {"collect_email": True, "collect_phone": False}}
    (found,) = export({"data": [pixel], "pagination": {"next_url": "https://ads-api.reddit.com/next"}}).settings
    assert [(one.kind, one.id, one.says("matching")) for one in found.settings] == [("pixel", "a2_hazel", ("email",))]
    assert found.more is not None
    (silent,) = export({"data": [REDDIT], "pagination": {}}).settings
    assert (silent.settings[0].kind, silent.settings[0].says("matching"), silent.more) == ("pixel", None, None)
    account = {**REDDIT, "click_attribution_window": "MONTH", "view_attribution_window": "DAY", "currency": "EUR"}
    live = {
        "specs": {
            "destinations": [{"name": "reddit", "platform": "reddit", "id": "a2_hazel"}],
            "attribution": {"windows": [{"destination": "reddit", "click": "7d", "view": "1d"}]},
        },
        "settings": [{"data": account}],
    }
    said = findings(live_example(json.dumps(live)), "settings/window-differs", over="live")
    assert [finding.message for finding in said] == [
        'account "Hazel" of Reddit Ads has the click-through window "28d", the specs say "7d"'
    ]


def test_a_conversion_that_the_specs_wish_is_switched_on() -> None:
    for enabled in (True, False):
        rule = {"id": 7, "name": "Enquiry", "type": "LEAD", "conversionMethod": "INSIGHT_TAG", "enabled": enabled}
        live = {
            "specs": {
                "destinations": [{"name": "linkedin", "platform": "linkedin", "id": "123456"}],
                "settings": [{"destination": "linkedin", "conversions": [{"name": "Enquiry"}]}],
            },
            "settings": [{"elements": [rule]}],
        }
        said = findings(live_example(json.dumps(live)), "settings/stopped-conversion", over="live")
        assert bool(said) is not enabled


def test_a_bulk_file_has_a_row_with_the_version_of_its_format() -> None:
    text = "Type,Id,Name,Conversion Window In Minutes,Count Type,Status\nFormat Version,,6.0,,,\nUrl Goal,3,Order,367,All,Paused\n"
    goal = only(text)
    assert goal.fields == {"click": "367m", "counting": "every", "method": "Url Goal", "status": "paused"}
    assert goal.place.span is not None
    assert goal.place.span.line == 3


def test_match_keys_without_a_share_tell_nothing_and_an_empty_list_is_no_good_news() -> None:
    keys = [{"identifier": "email", "coverage": {"percentage": 12}}, {"identifier": "fbc"}]
    found = only(
        {
            "web": [
                {"event_name": "Purchase", "event_match_quality": {"composite_score": 4.1, "match_key_feedback": keys}}
            ]
        }
    )
    assert found.fields == {"event": "Purchase", "score": 4.1, "missing": ("email",)}
    assert read({"web": []}).settings == ()


def test_secrets_and_codes_are_not_kept() -> None:
    secret = {
        "name": "properties/1/dataStreams/2/measurementProtocolSecrets/3",
        "displayName": "Shop",
        "secretValue": "hush-hush",
    }
    code = {
        "environmentId": "1",
        "name": "Live",
        "type": "live",
        "authorizationCode": "hush-hush",
        "url": "https://a.example/?gtm_auth=hush-hush",
    }
    for answer in ({"measurementProtocolSecrets": [secret]}, {"environment": [code]}, {"environment": code}):
        assert "hush" not in repr(only(answer))


def test_who_changed_what_is_told_by_an_address_or_a_name() -> None:
    event = {
        "changeDateTime": "2026-11-20 10:00:00.1",
        "userEmail": "bo@agency.example",
        "changeResourceType": "CAMPAIGN",
        "resourceChangeOperation": "UPDATE",
    }
    assert only({"results": [{"changeEvent": event}]}).fields == {
        "day": "2026-11-20",
        "actor": "bo@agency.example",
        "what": "campaign update",
    }
    row = {
        "event_time": "2026-11-20T10:00:00+0000",
        "event_type": "update_ad_set",
        "actor_name": "Bo",
        "object_name": "Spring",
    }
    assert only({"data": [row]}).fields == {"day": "2026-11-20", "actor": "Bo", "what": "update ad set Spring"}


def test_a_page_is_not_the_list_and_a_request_is_not_what_is_set() -> None:
    page = read({"keyEvents": [{"eventName": "lead", "countingMethod": "ONCE_PER_EVENT"}], "nextPageToken": "x"})
    assert page.more is not None
    assert not page.is_whole
    wish = read(
        {"operations": [{"create": {"name": "Order", "category": "PURCHASE", "countingType": "EVERY_CONVERSION"}}]}
    )
    assert not wish.is_whole
    assert [odd.help for odd in wish.odd] == ["known: ONE_PER_CLICK, MANY_PER_CLICK"]
    pixel = {"name": "Start", "rule": "{}", "custom_event_type": "INITIATE_CHECKOUT"}
    (odd,) = read({"operations": [{"create": pixel}]}).odd
    assert odd.help.startswith("known: INITIATED_CHECKOUT, ADD_PAYMENT_INFO, ")
    assert read({"operations": [{"create": {**pixel, "custom_event_type": "INITIATED_CHECKOUT"}}]}).odd == ()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"error": {"code": 403, "message": "User lacks permission", "status": "PERMISSION_DENIED"}}, "error"),
        ({"schemas": {}, "revision": "20260101"}, "description of an interface"),
        ({"apis": [], "fields": [{"name": "id"}]}, "fields of a type"),
        ({"ConversionGoals": [{"Id": "LongValueHere", "Name": "ValueHere", "ConversionWindowInMinutes": "IntValueHere"}]}, "form of an answer"),
        ({"data": []}, "lists nothing"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_named_for_what_it_is(answer: Any, said: str) -> None:
    with pytest.raises(GovernError, match=said):
        export(answer)


HOSTILE: dict[str, Any] = {
    "keyEvents": [
        None, "purchase", 7, [], {}, {"eventName": {"$ne": 1}, "countingMethod": ["ONCE_PER_EVENT"], "defaultValue": "=1+1"},
        {"name": "properties/../../x/keyEvents/" + "9" * 5000, "eventName": "<script>\u202e", "defaultValue": {"numericValue": "1e999"}},
    ],
    "nextPageToken": {"a": "b"},
}  # fmt: skip


def test_hostile_rows_are_told_and_the_others_read() -> None:
    found = read(HOSTILE)
    assert [odd.message for odd in found.odd] == [
        "entry 1 is null, expected an object", 'entry 2 is "purchase", expected an object',
        "entry 3 is the number 7, expected an object", "entry 4 is a list, expected an object",
    ]  # fmt: skip
    assert len(found.settings) == 3
    assert not found.is_whole
    deep: Any = {"eventName": "x", "countingMethod": "y"}
    for _ in range(40):
        deep = {"data": deep}
    with pytest.raises(GovernError, match="not an export"):
        export(deep)


NOT_ANSWERS = {"0001", "0064", "0065", "0066", "0067", "0068", "0078", "0079"}
"""Descriptions and forms among the corpus files."""


def test_every_answer_of_the_corpus_is_read_and_what_is_none_is_refused() -> None:
    for path in corpus("settings"):
        if path.name[:4] in NOT_ANSWERS:
            with pytest.raises(GovernError, match=r"description of an interface|fields of a type|form of an answer"):
                export(path.read_bytes(), path.name)
        else:
            found = read(path.read_bytes(), path.name)
            assert found.settings, path.name
            assert json.dumps([setting.fields for setting in found.settings])


def test_the_description_of_fields_is_the_one_of_the_discovery_documents() -> None:
    pytest.importorskip("googleapiclient")
    from govern.settings import schema
    from tools import settings_schema

    made: dict[str, Any] = {}
    exec(settings_schema.module(None), made)
    assert (made["SCHEMAS"], made["ENUMS"], made["REVISIONS"]) == (schema.SCHEMAS, schema.ENUMS, schema.REVISIONS)


def test_a_scan_of_cookiebot_says_which_cookies_nothing_holds_back() -> None:
    def cookie(name: str, category: str, held: str) -> dict[str, str]:
        return {
            "Name": name,
            "Provider": "www.acme.example",
            "Value": "hush",
            "Category": category,
            "PriorConsentEnabled": held,
        }

    answer = {
        "domain": "www.acme.example",
        "utcscandate": "2026-11-03T09:45:00Z",
        "cookies": [cookie("CookieConsent", "1", "0"), cookie("_fbp", "4", "0"), cookie("_ga", "3", "1")],
    }
    found = read(answer)
    assert [(one.name, one.says("category"), one.says("begins"), one.says("essential")) for one in found.settings] == [
        ("CookieConsent", "necessary", "granted", True),
        ("_fbp", "marketing", "granted", False),
        ("_ga", "statistics", "denied", False),
    ]
    assert "hush" not in repr(found)
    specs = {
        "sites": [{"name": "shop", "domains": {"production": ["www.acme.example"]}, "consent": {"default": "denied"}}]
    }
    said = findings(
        live_example(json.dumps({"specs": specs, "settings": [answer]})),
        "settings/service-granted-by-default",
        over="live",
    )
    assert ["_fbp" in finding.message for finding in said] == [True]
