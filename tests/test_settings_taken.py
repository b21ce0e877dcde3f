"""What each reader of settings reads comes into specs, and nothing differs afterwards; and of which readers nothing is taken, with the reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
from for_each import for_each
from helpers import project

from govern.commands.diff import differences
from govern.commands.init_settings import first_files
from govern.core.errors import GovernError
from govern.core.reader import readers
from govern.project.exports import read_export
from govern.settings.held import pairs

pytestmark = pytest.mark.usefixtures("day")

BULK = """Type,Id,Attribution Model Type,Count Type,Exclude From Bidding,Goal Category,Name,Conversion Currency Code,Revenue Value,Revenue Type,UET Tag Id,Status,View Through Conversion Window In Minutes,Conversion Window In Minutes
Format Version,,,,,,6.0,,,,,,,
Event Goal,7,LastTouch,Unique,False,AddToCart,Basket,USD,1,FixedValue,123431,Active,150,367
"""
TABLE = """Conversion-Aktion;Kategorie;Status;Zählmethode;Klick-Zeitraum;Standardwert;Währung
Order;Kauf;Aktiviert;Jede;90 Tage;1.234,50;EUR
"""
TAKEN: dict[str, tuple[Any, tuple[str, ...]]] = {
    "ga4": (
        [{"name": "properties/7/attributionSettings", "acquisitionConversionEventLookbackWindow": "ACQUISITION_CONVERSION_EVENT_LOOKBACK_WINDOW_7_DAYS",
          "otherConversionEventLookbackWindow": "OTHER_CONVERSION_EVENT_LOOKBACK_WINDOW_30_DAYS"},
         {"name": "properties/7/dataRetentionSettings", "eventDataRetention": "FOURTEEN_MONTHS"},
         {"name": "properties/7/googleSignalsSettings", "state": "GOOGLE_SIGNALS_ENABLED"},
         {"properties": [{"name": "properties/7", "displayName": "Shop", "timeZone": "Europe/Madrid", "currencyCode": "EUR"}]},
         {"keyEvents": [{"name": "properties/7/keyEvents/1", "eventName": "sign_up", "countingMethod": "ONCE_PER_SESSION", "deletable": True}]},
         {"customDimensions": [{"name": "properties/7/customDimensions/1", "parameterName": "page_type", "scope": "USER", "displayName": "Type"}]}],
        ("acquisition: 7d", "other: 30d", "retention_months: 14", "google_signals: true", "time_zone: Europe/Madrid", "currency: EUR",
         "{event: sign_up, counting: once}", "{parameter: page_type, scope: user}"),
    ),
    "google_ads": (
        [{"conversionAction": {"resourceName": "customers/5/conversionActions/51", "id": "51", "name": "App page view", "category": "PAGE_VIEW",
          "attributionModelSettings": {"attributionModel": "GOOGLE_ADS_LAST_CLICK"}, "clickThroughLookbackWindowDays": "90", "viewThroughLookbackWindowDays": "30"}}],
        ("account: customers/5", "id: 51", "click: 90d", "view: 30d"),
    ),
    "meta": (
        [{"data": [{"id": "1", "name": "Thank-you page", "rule": '{"url":{"i_contains":"thank-you"}}', "custom_event_type": "PURCHASE",
           "default_conversion_value": 25, "last_fired_time": "2026-10-05T10:00:00+0000", "is_archived": False, "event_source_type": "PIXEL"}]},
         {"data": [{"id": "100000000000001", "name": "Shop", "last_fired_time": "2026-11-22T10:00:00+0000", "enable_automatic_matching": True,
           "automatic_matching_fields": ["em", "ph"], "first_party_cookie_status": "FIRST_PARTY_COOKIE_DISABLED"}]}],
        ("name: Thank-you page", "value: 25", "matching: [email, phone]", "first_party_cookies: false"),
    ),
    "tiktok": (
        {"code": 0, "message": "OK", "data": {"page_info": {"page": 1, "total_page": 1}, "pixels": [{"activity_status": "ACTIVE", "pixel_code": "CHZL0AK0PRODUCTION01",
         "pixel_id": "7", "pixel_name": "Shop", "automatic_advanced_matching_fields": {"address": False, "email": True}, "enable_first_party_cookies": True,
         "events": [{"event_id": "77", "event_type": "ON_WEB_ORDER", "name": "Order", "statistic_type": "ONLY_ONCE", "currency_value": "", "deprecated": False}]}]}},
        ("matching: [email]", "first_party_cookies: true", "{name: Order, id: 77, category: ON_WEB_ORDER, counting: once}"),
    ),
    "linkedin": (
        {"elements": [{"id": "urn:li:conversion:500", "name": "Website order", "type": "URL_BASED", "enabled": True, "account": "urn:li:sponsoredAccount:5",
         "postClickAttributionWindowSize": 90, "viewThroughAttributionWindowSize": 1, "attributionType": "LAST_TOUCH_BY_CAMPAIGN"}]},
        ("account: urn:li:sponsoredAccount:5", "click: 90d", "view: 1d", "model: LAST_TOUCH_BY_CAMPAIGN"),
    ),
    "pinterest": (
        {"items": [{"id": "2617998078212", "name": "Shop", "enhanced_match_status": "VALIDATION_COMPLETE", "status": "ACTIVE", "version": "3",
         "last_fired_time_ms": 1599030000000, "configs": {"aem_enabled": True, "aem_ph_enabled": True, "aem_ge_enabled": False, "md_frequency": 0.6}}]},
        ("matching: [email, phone]",),
    ),
    "snapchat": (
        {"request_status": "SUCCESS", "adaccounts": [{"sub_request_status": "SUCCESS", "adaccount": {"id": "8adc3db7", "name": "Hazel",
         "type": "PARTNER", "status": "ACTIVE", "currency": "EUR", "timezone": "Europe/Madrid", "organization_id": "40d6719b"}}]},
        ("time_zone: Europe/Madrid", "currency: EUR"),
    ),
    "x": (
        {"request": {"params": {"account_id": "18ce54d4x5t"}}, "next_cursor": None, "data": [{"name": "Order", "id": "o3bk1", "website_tag_id": "o8z6j",
         "view_through_window": 7, "click_window": 7, "embed_code": "<script></script>", "type": "PURCHASE", "retargeting_enabled": False, "deleted": False}]},
        ("name: Order", "id: o3bk1", "click: 7d", "view: 7d"),
    ),
    "reddit": (
        [{"data": [{"id": "a2_hazel", "name": "Hazel", "business_id": "b1", "created_by": "m1", "modified_by": "m1",
           "automatic_matching_config": {"collect_email": True, "collect_phone": False}}], "pagination": {}},
         {"data": {"id": "a2_hazel", "name": "Hazel", "currency": "EUR", "time_zone_id": "Europe/Madrid", "click_attribution_window": "WEEK", "view_attribution_window": "DAY"}}],
        ("matching: [email]", "time_zone: Europe/Madrid", "currency: EUR"),
    ),
    "microsoft_ads": (
        {"ConversionGoals": [{"Id": 3, "Name": "Order", "Type": "Event", "GoalCategory": "Purchase", "Status": "Active", "TagId": 4000001, "CountType": "Unique",
         "ConversionWindowInMinutes": 10080, "ViewThroughConversionWindowInMinutes": 150, "ExcludeFromBidding": True, "Revenue": {"Type": "FixedValue", "Value": 5, "CurrencyCode": "EUR"}}]},
        ("name: Order", "id: 3", "click: 7d", "view: 150m", "counting: once", "primary: false", "value: 5"),
    ),
    "microsoft_bulk": (BULK, ("name: Basket", "id: 7", "click: 367m", "view: 150m", "counting: once")),
    "table": (TABLE, ("name: Order", "click: 90d", "value: 1234.5", "currency: EUR")),
}  # fmt: skip
"""By reader an answer of the shape that its docstring names, and what the specs say of it."""

NOTHING = {
    "cookiebot": "cookies that a scan saw are not what somebody has set",
    "gtm": "environments and versions are what was published; containers are imported by themselves",
    "google_data_manager": "links are agreed between two accounts",
    "meta_quality": "quality is measured; its thresholds stand under quality",
    "onetrust": "countries and consent stand under sites",
    "usercentrics": "what services begin with stands under sites, by consent",
}
"""The readers of which nothing is taken into specs, and why."""


def test_of_each_reader_something_is_taken_or_a_reason_says_why_not() -> None:
    names = {
        module.rpartition(".")[2]
        for form in ("json", "text")
        for module in readers(form)
        if module.startswith("govern.settings.")
    }
    assert {*TAKEN, *NOTHING} == names
    assert not TAKEN.keys() & NOTHING.keys()


@for_each("reader", sorted(TAKEN))
def test_what_is_taken_in_says_what_is_set_and_nothing_differs(reader: str) -> None:
    answer, said = TAKEN[reader]
    raw = answer if isinstance(answer, str) else json.dumps(answer)
    live = read_export(raw.encode(), f"exports/{reader}.json")
    files = {f"specs/{path}": text.decode() for path, text in first_files(live, "", "").items()}
    (text,) = [text for path, text in files.items() if path.startswith("specs/settings/")]
    plain = text.replace("'", "")
    assert [part for part in said if part not in plain] == [], plain
    begun = project(files=files, live=live)
    assert pairs(begun), "what is wished is held against what is set"
    assert [(one.name, one.fields) for one in differences(begun).changes] == []


OTHERS: dict[str, Any] = {
    "cookiebot": {"utcscandate": "x", "cookies": [{"Name": "_fbp", "Category": "4", "PriorConsentEnabled": "0", "Provider": "a"}]},
    "gtm": {"environment": [{"environmentId": "1", "name": "Live", "type": "live", "authorizationCode": "x", "containerVersionId": "7"}]},
    "google_data_manager": {"partnerLinks": [{"partnerLinkId": "1", "owningAccount": {"accountId": "5"}, "partnerAccount": {"accountId": "9"}}]},
    "meta_quality": {"web": [{"event_name": "Purchase", "event_match_quality": {"composite_score": 8, "match_key_feedback": [{"identifier": "email", "coverage": {"percentage": 3}}]}}]},
    "onetrust": {"OptanonDataJSON": "x", "RuleSet": [{"Id": "a", "Name": "EU", "Countries": ["es"], "Global": False, "GCEnable": True}]},
    "usercentrics": {"consentTemplates": [{"templateId": "a", "categorySlug": "marketing", "defaultConsentStatus": True}], "categories": [{"categorySlug": "essential", "isEssential": True}]},
}  # fmt: skip
HOSTILE = (None, -1, "9" * 5000, "<script>\u202e", [[None]], {"$ne": 1})


def damaged(value: Any, junk: Any) -> Any:
    """A value of which every leaf is something else."""
    if isinstance(value, dict):
        return {key: damaged(item, junk) for key, item in value.items()}
    return [damaged(item, junk) for item in value] if isinstance(value, list) else junk


@for_each("reader", sorted({*TAKEN, *OTHERS} - {"table", "microsoft_bulk"}))
def test_no_answer_is_so_hostile_that_it_cannot_be_judged(reader: str) -> None:
    """Fields that are of another type, empty, endless or code: what is said of them is said, and nothing is raised but a refusal."""
    answer = TAKEN[reader][0] if reader in TAKEN else OTHERS[reader]
    for junk in HOSTILE:
        try:
            live = read_export(json.dumps(damaged(answer, junk)).encode(), f"exports/{reader}.json")
        except GovernError:
            continue
        assert json.dumps([[one.fields, one.rest] for found in live.settings for one in found.settings])
        first_files(live, "", "")
