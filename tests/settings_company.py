"""An invented company on ten platforms as their interfaces answer, its specs, and what is planted in the answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Answers = dict[str, Any]

SPECS = """
sites: [{name: shop, domains: {production: [www.hazel.example]}, countries: [ES, PT]}]
destinations:
  - {name: ga4, platform: ga4, site: shop, id: G-HAZEL00001, consent: [analytics_storage]}
  - {name: ads, platform: google_ads, site: shop, id: AW-100000001}
  - {name: meta, platform: meta, site: shop, id: '100000000000001', consent: [ad_storage, ad_user_data]}
  - {name: tiktok, platform: tiktok, site: shop, id: CHZL0AK0PRODUCTION01}
  - {name: linkedin, platform: linkedin, site: shop, id: '123456', server: {api_version: '202607'}}
  - {name: pinterest, platform: pinterest, site: shop, id: '2617998078212'}
  - {name: snapchat, platform: snapchat, site: shop, id: b2ade379-a55e-4ca7-893b-b9fac04c843f}
  - {name: x, platform: x, site: shop, id: o8z6j}
  - {name: microsoft, platform: microsoft_ads, site: shop, id: '4000001'}
  - {name: reddit, platform: reddit, site: shop, id: a2_hazel}
parameters:
  - {name: email, type: email, pii: email}
  - {name: order_id, type: string}
  - {name: topic, type: string}
events:
  - {name: purchase, kind: conversion, description: Somebody paid., parameters: [{use: email}, {use: order_id}]}
  - {name: lead, kind: conversion, description: Somebody asked., parameters: [{use: email}, {use: topic}]}
mappings:
  - {event: purchase, destination: ga4, as: purchase, parameters: {transaction_id: order_id}}
  - {event: lead, destination: ga4, as: generate_lead, parameters: {lead_topic: topic}}
  - {event: purchase, destination: ads, as: conversion, conversion_action: AbCdEfGhIj, parameters: {transaction_id: order_id}, match_keys: {email: email}}
  - {event: lead, destination: ads, as: conversion, conversion_action: KlMnOpQrSt}
  - {event: purchase, destination: meta, as: Purchase, match_keys: {em: email}}
  - {event: purchase, destination: tiktok, as: Purchase, match_keys: {email: email}}
  - {event: lead, destination: linkedin, as: LEAD, via: [server], conversion_action: '7654321'}
  - {event: purchase, destination: x, as: tw-o8z6j-o87ne, conversion_action: o87ne}
  - {event: purchase, destination: microsoft, as: purchase}
  - {event: purchase, destination: reddit, as: Purchase, match_keys: {email: email}}
attribution:
  windows:
    - {destination: ads, click: 30d, view: 1d, model: data_driven}
    - {destination: meta, click: 7d, view: 1d}
    - {destination: linkedin, click: 30d, view: 7d}
    - {destination: x, click: 30d, view: 1d}
    - {destination: microsoft, click: 30d, view: 1d, counting: every}
    - {destination: reddit, click: 28d, view: 1d}
    - {destination: tiktok, click: 7d, view: 1d, counting: every}
    - {destination: snapchat, click: 28d, view: 1d}
settings:
  - destination: ga4
    account: properties/7
    time_zone: Europe/Madrid
    currency: EUR
    retention_months: 14
    google_signals: false
    acquisition: 30d
    key_events: [{event: purchase, counting: every}, {event: generate_lead, counting: once, value: 40, currency: EUR}]
    dimensions: [{parameter: lead_topic}]
  - {destination: ads, account: customers/5, conversions: [{name: Order, id: '9', event: purchase, counting: every, primary: true}, {name: Enquiry, id: '8', event: lead}]}
  - {destination: tiktok, matching: [email], first_party_cookies: true}
  - {destination: snapchat, currency: EUR}
  - {destination: reddit, matching: [email], time_zone: Europe/Madrid}
quality: {event_match_quality: {warn_below: 6}, deduplication_rate: {warn_below: 90%}, latency: {delivery: 15m}}
access: {people: [{name: Ana Ruiz, email: ana@hazel.example}]}
"""


def action(id: str, name: str, category: str, counting: str, label: str) -> Answers:
    return {"conversionAction": {
        "resourceName": f"customers/5/conversionActions/{id}", "id": id, "name": name, "category": category, "type": "WEBPAGE", "status": "ENABLED",
        "countingType": counting, "primaryForGoal": True, "clickThroughLookbackWindowDays": "30", "viewThroughLookbackWindowDays": "1",
        "attributionModelSettings": {"attributionModel": "GOOGLE_SEARCH_ATTRIBUTION_DATA_DRIVEN"},
        "valueSettings": {"defaultValue": 0, "alwaysUseDefaultValue": False},
        "tagSnippets": [{"type": "WEBPAGE", "eventSnippet": f"'send_to': 'AW-100000001/{label}'"}]}}  # fmt: skip


def answers() -> Answers:
    """Everything as the specs want it, by a short name."""
    property_, stream = "properties/7", "properties/7/dataStreams/1"
    spec = [{"event_type": "CLICK_THROUGH", "window_days": 7}, {"event_type": "VIEW_THROUGH", "window_days": 1}]
    ids = {
        "dedupe_key": "event_id",
        "browser_events_with_dedupe_key": {"percentage": 99},
        "server_events_with_dedupe_key": {"percentage": 97},
    }
    return {
        "key_events": {"keyEvents": [
            {"name": f"{property_}/keyEvents/1", "eventName": "purchase", "countingMethod": "ONCE_PER_EVENT", "deletable": True},
            {"name": f"{property_}/keyEvents/2", "eventName": "generate_lead", "countingMethod": "ONCE_PER_SESSION", "deletable": True,
             "defaultValue": {"numericValue": 40, "currencyCode": "EUR"}}]},
        "property": {"properties": [{"name": property_, "displayName": "Hazel", "timeZone": "Europe/Madrid", "currencyCode": "EUR"}]},
        "retention": {"name": f"{property_}/dataRetentionSettings", "eventDataRetention": "FOURTEEN_MONTHS"},
        "signals": {"name": f"{property_}/googleSignalsSettings", "state": "GOOGLE_SIGNALS_DISABLED"},
        "attribution": {"name": f"{property_}/attributionSettings",
                        "acquisitionConversionEventLookbackWindow": "ACQUISITION_CONVERSION_EVENT_LOOKBACK_WINDOW_30_DAYS"},
        "user_data": {"name": f"{property_}/userProvidedDataSettings", "userProvidedDataCollectionEnabled": False},
        "enhanced": {"name": f"{stream}/enhancedMeasurementSettings", "streamEnabled": True, "scrollsEnabled": True},
        "streams": {"dataStreams": [{"name": stream, "displayName": "Shop", "webStreamData": {"measurementId": "G-HAZEL00001"}}]},
        "dimensions": {"customDimensions": [{"name": f"{property_}/customDimensions/1", "parameterName": "lead_topic", "scope": "EVENT", "displayName": "Topic"}]},
        "ads_links": {"googleAdsLinks": [{"name": f"{property_}/googleAdsLinks/1", "customerId": "5", "adsPersonalizationEnabled": False}]},
        "bigquery": {"bigqueryLinks": [{"name": f"{property_}/bigQueryLinks/1", "project": "projects/1", "dailyExportEnabled": True, "excludedEvents": ["scroll"]}]},
        "edit_rules": {"eventEditRules": [{"name": f"{stream}/eventEditRules/1", "displayName": "Tidy", "parameterMutations": [{"parameter": "page_type"}]}]},
        "create_rules": {"eventCreateRules": [{"name": f"{stream}/eventCreateRules/1", "destinationEvent": "big_order",
                         "eventConditions": [{"field": "event_name", "comparisonType": "EQUALS", "value": "purchase"}]}]},
        "secrets": {"measurementProtocolSecrets": [{"name": f"{stream}/measurementProtocolSecrets/1", "displayName": "Back end"}]},
        "history": {"changeHistoryEvents": [{"id": "e1", "changeTime": "2026-11-15T10:30:00Z", "actorType": "USER", "userActorEmail": "ana@hazel.example",
                    "changes": [{"resource": "PROPERTY", "action": "UPDATED"}]}]},
        "actions": {"results": [action("9", "Order", "PURCHASE", "MANY_PER_CLICK", "AbCdEfGhIj"),
                                action("8", "Enquiry", "SUBMIT_LEAD_FORM", "ONE_PER_CLICK", "KlMnOpQrSt")]},
        "customer": {"results": [{"customer": {"resourceName": "customers/5", "id": "5", "timeZone": "Europe/Madrid", "currencyCode": "EUR",
                     "autoTaggingEnabled": True, "conversionTrackingSetting": {"acceptedCustomerDataTerms": True}}}]},
        "pixels": {"data": [{"id": "100000000000001", "name": "Hazel", "last_fired_time": "2026-11-22T10:00:00+0000",
                   "enable_automatic_matching": True, "automatic_matching_fields": ["em"]}]},
        "ad_sets": {"data": [{"name": "Spring", "attribution_spec": spec, "promoted_object": {"pixel_id": "100000000000001"}}]},
        "custom": {"data": [{"id": "1", "name": "Thanks", "custom_event_type": "LEAD", "is_archived": False, "last_fired_time": "2026-11-20T10:00:00+0000"}]},
        "meta_account": {"id": "act_900", "name": "Hazel", "currency": "EUR", "timezone_name": "Europe/Madrid"},
        "quality": {"web": [{"event_name": "Purchase", "event_match_quality": {"composite_score": 8.1, "match_key_feedback": []}, "dedupe_key_feedback": [ids],
                    "event_coverage": {"percentage": 90, "goal_percentage": 75}, "data_freshness": {"upload_frequency": "real_time"}}]},
        "tiktok": {"code": 0, "message": "OK", "data": {"pixels": [{"pixel_code": "CHZL0AK0PRODUCTION01", "pixel_id": "7", "pixel_name": "Hazel",
                   "automatic_advanced_matching_fields": {"email": True}, "enable_first_party_cookies": True,
                   "asset_ownership": {"ownership_status": True}, "events": []}]}},
        "tiktok_groups": {"code": 0, "message": "OK", "data": {"page_info": {"page": 1, "total_page": 1}, "list": [{"adgroup_id": "31", "adgroup_name": "Spring", "pixel_id": "7",
                          "optimization_event": "ON_WEB_ORDER", "click_attribution_window": "SEVEN_DAYS", "view_attribution_window": "ONE_DAY",
                          "attribution_event_count": "EVERY", "operation_status": "ENABLE"}]}},
        "snapchat_squads": {"request_status": "SUCCESS", "adsquads": [{"sub_request_status": "SUCCESS", "adsquad": {"id": "c0ffee00", "name": "Spring", "status": "ACTIVE",
                            "pixel_id": "b2ade379-a55e-4ca7-893b-b9fac04c843f", "optimization_goal": "PIXEL_PURCHASE", "conversion_window": "SWIPE_28DAY_VIEW_1DAY"}}]},
        "linkedin": {"elements": [{"id": 7654321, "name": "Enquiry", "type": "LEAD", "conversionMethod": "CONVERSIONS_API", "enabled": True,
                     "account": "urn:li:sponsoredAccount:5", "postClickAttributionWindowSize": 30, "viewThroughAttributionWindowSize": 7}]},
        "pinterest": {"items": [{"id": "2617998078212", "name": "Hazel", "enhanced_match_status": "VALIDATION_COMPLETE", "status": "ACTIVE",
                      "last_fired_time_ms": 1795400000000, "configs": {"aem_enabled": False}}]},
        "snapchat": {"request_status": "SUCCESS", "pixels": [{"sub_request_status": "SUCCESS", "pixel": {
                     "id": "b2ade379-a55e-4ca7-893b-b9fac04c843f", "name": "Hazel", "status": "ACTIVE"}}]},
        "snapchat_account": {"request_status": "SUCCESS", "adaccounts": [{"sub_request_status": "SUCCESS", "adaccount": {
                             "id": "8adc3db7", "name": "Hazel", "type": "PARTNER", "status": "ACTIVE", "currency": "EUR", "timezone": "Europe/Madrid"}}]},
        "reddit": {"data": [{"id": "a2_hazel", "name": "Hazel", "business_id": "b1", "created_by": "m1", "modified_by": "m1",
                   "automatic_matching_config": {"collect_email": True, "collect_phone": False}}], "pagination": {}},
        "reddit_account": {"data": {"id": "a2_hazel", "name": "Hazel", "business_id": "b1", "currency": "EUR", "time_zone_id": "Europe/Madrid",
                           "click_attribution_window": "MONTH", "view_attribution_window": "DAY"}},
        "x": {"data": [{"id": "o87ne", "website_tag_id": "o8z6j", "name": "Order", "type": "PURCHASE", "click_window": 30, "view_through_window": 1, "deleted": False}]},
        "microsoft": {"ConversionGoals": [{"Id": 3, "Name": "purchase", "Type": "Event", "GoalCategory": "Purchase", "Status": "Active", "TagId": 4000001,
                      "CountType": "All", "ConversionWindowInMinutes": 43200, "ViewThroughConversionWindowInMinutes": 1440}]},
        "uet": {"UetTags": [{"Id": 4000001, "Name": "Hazel", "TrackingStatus": "Active", "TrackingScript": "x"}]},
        "banner": {"OptanonDataJSON": "x", "RuleSet": [{"Id": "a", "Name": "EU", "Countries": ["es", "pt"], "Global": False, "GCEnable": True}]},
    }  # fmt: skip


Plant = tuple[str, str, Callable[[Answers], Any]]
"""A rule, a part of what it says or of where, and what is done to the answers."""


def row(answer: str, *path: str | int, **fields: Any) -> Callable[[Answers], None]:
    """Change some fields of a row."""

    def plant(found: Answers) -> None:
        at = found[answer]
        for step in path:
            at = at[step]
        at.update(fields)

    return plant


def more(answer: str, *path: str | int, value: Any) -> Callable[[Answers], None]:
    """Add a row to a list."""

    def plant(found: Answers) -> None:
        at = found[answer]
        for step in path:
            at = at[step]
        at.append(value)

    return plant


ORDER, ENQUIRY = ("results", 0, "conversionAction"), ("results", 1, "conversionAction")
PLANTS: tuple[Plant, ...] = (
    ("settings/counting-differs", 'key event "purchase"', row("key_events", "keyEvents", 0, countingMethod="ONCE_PER_SESSION")),
    ("settings/value-differs", 'key event "generate_lead"', row("key_events", "keyEvents", 1, defaultValue={"numericValue": 90, "currencyCode": "EUR"})),
    ("settings/undeclared-key-event", "whatsapp_click", more("key_events", "keyEvents", value={"name": "properties/7/keyEvents/3", "eventName": "whatsapp_click", "deletable": True})),
    ("settings/key-event-of-every-visit", "page_view", more("key_events", "keyEvents", value={"name": "properties/7/keyEvents/4", "eventName": "page_view", "deletable": True})),
    ("settings/event-made-twice", "big_order", more("key_events", "keyEvents", value={"name": "properties/7/keyEvents/5", "eventName": "big_order", "deletable": True})),
    ("settings/undeclared-key-event", "big_order", lambda found: None),
    ("settings/time-zone-differs", 'property "Hazel"', row("property", "properties", 0, timeZone="Europe/Lisbon")),
    ("settings/currency-differs", 'property "Hazel"', row("property", "properties", 0, currencyCode="USD")),
    ("settings/linked-accounts-apart", "time zone", lambda found: None),
    ("settings/linked-accounts-apart", "currency", lambda found: None),
    ("settings/value-in-other-currency", "generate_lead", lambda found: None),
    ("settings/retention-differs", "2 months", row("retention", eventDataRetention="TWO_MONTHS")),
    ("settings/collection-differs", "Google signals", row("signals", state="GOOGLE_SIGNALS_ENABLED")),
    ("settings/window-differs", "acquisition", row("attribution", acquisitionConversionEventLookbackWindow="ACQUISITION_CONVERSION_EVENT_LOOKBACK_WINDOW_7_DAYS")),
    ("settings/undeclared-user-data", "user-provided data", row("user_data", userProvidedDataCollectionEnabled=True)),
    ("settings/declared-setting-missing", "lead_topic", row("dimensions", "customDimensions", 0, parameterName="lead_topics")),
    ("settings/dimension-never-sent", "lead_topics", lambda found: None),
    ("settings/advertising-without-consent", 'link "5"', row("ads_links", "googleAdsLinks", 0, adsPersonalizationEnabled=True)),
    ("settings/declared-event-excluded", "purchase", row("bigquery", "bigqueryLinks", 0, excludedEvents=["purchase"])),
    ("settings/export-without-days", "projects/2", more("bigquery", "bigqueryLinks", value={"name": "properties/7/bigQueryLinks/2", "project": "projects/2", "dailyExportEnabled": False})),
    ("settings/rule-changes-money", "currency", row("edit_rules", "eventEditRules", 0, parameterMutations=[{"parameter": "currency"}])),
    ("settings/secret-in-export", "Back end", row("secrets", "measurementProtocolSecrets", 0, secretValue="made-up")),
    ("settings/changed-by-stranger", "old@agency.example", row("history", "changeHistoryEvents", 0, userActorEmail="old@agency.example")),
    ("settings/window-differs", 'conversion "Order" of Google Ads has the click', row("actions", *ORDER, clickThroughLookbackWindowDays="90")),
    ("settings/window-differs", 'conversion "Order" of Google Ads has the view', row("actions", *ORDER, viewThroughLookbackWindowDays="30")),
    ("settings/model-differs", "GOOGLE_ADS_LAST_CLICK", row("actions", *ORDER, attributionModelSettings={"attributionModel": "GOOGLE_ADS_LAST_CLICK"})),
    ("settings/sale-of-fixed-value", "50", row("actions", *ORDER, valueSettings={"defaultValue": 50, "alwaysUseDefaultValue": True})),
    ("settings/primary-differs", "is primary: off", row("actions", *ORDER, primaryForGoal=False)),
    ("settings/lead-counted-every", "Enquiry", row("actions", *ENQUIRY, countingType="MANY_PER_CLICK")),
    ("settings/counted-without-order-id", "Enquiry", lambda found: None),
    ("settings/two-primary-actions", "Hazel (web) lead", more("actions", "results", value={"conversionAction": {
        "resourceName": "customers/5/conversionActions/7", "id": "7", "name": "Hazel (web) lead", "category": "SUBMIT_LEAD_FORM", "status": "ENABLED",
        "type": "GOOGLE_ANALYTICS_4_CUSTOM", "primaryForGoal": True}})),
    ("settings/undeclared-conversion", "Hazel (web) lead", lambda found: None),
    ("settings/auto-tagging-off", "customers/5", row("customer", "results", 0, "customer", autoTaggingEnabled=False)),
    ("settings/match-keys-not-taken", "customers/5", row("customer", "results", 0, "customer", conversionTrackingSetting={"acceptedCustomerDataTerms": False})),
    ("settings/undeclared-matching", "phone", row("pixels", "data", 0, automatic_matching_fields=["em", "ph"])),
    ("settings/pixel-not-fired", 'pixel "Hazel" of Meta', row("pixels", "data", 0, last_fired_time="2026-09-22T10:00:00+0000")),
    ("settings/window-differs", 'ad set "Spring"', row("ad_sets", "data", 0, attribution_spec=[{"event_type": "CLICK_THROUGH", "window_days": 1}, {"event_type": "VIEW_THROUGH", "window_days": 1}])),
    ("settings/conversion-not-fired", "Thanks", row("custom", "data", 0, last_fired_time="2026-06-20T10:00:00+0000")),
    ("settings/accounts-of-site-apart", "of Meta", row("meta_account", currency="GBP")),
    ("settings/match-quality-low", "4.2", row("quality", "web", 0, "event_match_quality", composite_score=4.2)),
    ("settings/event-ids-missing", "55 %", row("quality", "web", 0, "dedupe_key_feedback", 0, server_events_with_dedupe_key={"percentage": 55})),
    ("settings/coverage-below-goal", "30 %", row("quality", "web", 0, event_coverage={"percentage": 30, "goal_percentage": 75})),
    ("settings/told-late", "hourly", row("quality", "web", 0, data_freshness={"upload_frequency": "hourly"})),
    ("settings/matching-differs", "of TikTok", row("tiktok", "data", "pixels", 0, automatic_advanced_matching_fields={"email": True, "phone_number": True})),
    ("settings/collection-differs", "first-party cookies", row("tiktok", "data", "pixels", 0, enable_first_party_cookies=False)),
    ("settings/pixel-of-others", "of TikTok", row("tiktok", "data", "pixels", 0, asset_ownership={"ownership_status": False})),
    ("settings/rule-of-other-source", "Enquiry", row("linkedin", "elements", 0, conversionMethod="INSIGHT_TAG")),
    ("settings/window-differs", "of LinkedIn Ads has the view", row("linkedin", "elements", 0, viewThroughAttributionWindowSize=30)),
    ("settings/undeclared-matching", "of Pinterest", row("pinterest", "items", 0, configs={"aem_enabled": True})),
    ("settings/window-differs", 'ad set "Spring" of TikTok Ads has the click', row("tiktok_groups", "data", "list", 0, click_attribution_window="TWENTY_EIGHT_DAYS")),
    ("settings/counting-differs", 'ad set "Spring" of TikTok', row("tiktok_groups", "data", "list", 0, attribution_event_count="ONCE")),
    ("settings/window-differs", 'ad set "Spring" of Snapchat Ads has the click', row("snapchat_squads", "adsquads", 0, "adsquad", conversion_window="SWIPE_7DAY")),
    ("settings/window-differs", 'ad set "Spring" of Snapchat Ads has the view', lambda found: None),
    ("settings/unknown-pixel", 'destination "snapchat"', row("snapchat", "pixels", 0, "pixel", id="00000000-0000-4000-8000-000000000000")),
    ("settings/currency-differs", "of Snapchat", row("snapchat_account", "adaccounts", 0, "adaccount", currency="USD")),
    ("settings/accounts-of-site-apart", "of Snapchat", row("snapchat_account", "adaccounts", 0, "adaccount", timezone="America/Los_Angeles")),
    ("settings/matching-differs", "of Reddit", row("reddit", "data", 0, automatic_matching_config={"collect_email": True, "collect_phone": True})),
    ("settings/window-differs", "of Reddit Ads has the click", row("reddit_account", "data", click_attribution_window="WEEK")),
    ("settings/time-zone-differs", "of Reddit", row("reddit_account", "data", time_zone_id="America/New_York")),
    ("settings/accounts-of-site-apart", "of Reddit", row("reddit_account", "data", currency="CAD")),
    ("settings/window-differs", "of X", row("x", "data", 0, click_window=14)),
    ("settings/counting-differs", "of Microsoft", row("microsoft", "ConversionGoals", 0, CountType="Unique")),
    ("settings/window-differs", "of Microsoft", row("microsoft", "ConversionGoals", 0, ConversionWindowInMinutes=367)),
    ("settings/pixel-not-fired", "of Microsoft", row("uet", "UetTags", 0, TrackingStatus="TagUnverified")),
    ("settings/banner-without-consent-mode", "EU", row("banner", "RuleSet", 0, GCEnable=False)),
    ("settings/country-without-rules", "PT", row("banner", "RuleSet", 0, Countries=["es"])),
)  # fmt: skip
"""What is planted; where one fault is found by two rules, the second line plants nothing more."""
