"""Small answers of ten platforms about one invented shop, each with the fields that a test wants otherwise."""

from __future__ import annotations

from typing import Any

PLATFORMS = {
    "ga4": "Analytics", "google_ads": "Google Ads", "meta": "Meta", "tiktok": "TikTok", "linkedin": "LinkedIn", "pinterest": "Pinterest",
    "snapchat": "Snapchat", "x": "X", "microsoft_ads": "Microsoft", "reddit": "Reddit",
}  # fmt: skip
IDS = {
    "ga4": "G-HAZEL00001", "google_ads": "AW-100000001", "meta": "100000000000001", "tiktok": "CHZL0AK0PRODUCTION01", "linkedin": "123456",
    "pinterest": "2617998078212", "snapchat": "b2ade379-a55e-4ca7-893b-b9fac04c843f", "x": "o8z6j", "microsoft_ads": "4000001", "reddit": "a2_hazel",
}  # fmt: skip
DESTINATIONS = [
    {"name": key, "platform": key, "site": "shop", "id": id, "consent": ["ad_storage", "ad_user_data"]}
    for key, id in IDS.items()
]
SITE = {"sites": [{"name": "shop", "domains": {"production": ["www.hazel.example"]}}]}


def ads(**fields: Any) -> Any:
    row = {
        "resourceName": "customers/5/conversionActions/9",
        "id": "9",
        "name": "Order",
        "category": "PURCHASE",
        "status": "ENABLED",
        "primaryForGoal": True,
    }
    return {"results": [{"conversionAction": {**row, **fields}}]}


def fired_ads(day: str) -> Any:
    answer = ads()
    answer["results"][0]["metrics"] = {"conversionLastConversionDate": day}
    return answer


def key_event(**fields: Any) -> Any:
    return {
        "keyEvents": [
            {"name": "properties/7/keyEvents/1", "eventName": "purchase", "countingMethod": "ONCE_PER_EVENT", **fields}
        ]
    }


def meta_set(click: int) -> Any:
    spec = [{"event_type": "CLICK_THROUGH", "window_days": click}]
    return {
        "data": [
            {
                "id": "3",
                "name": "Spring",
                "attribution_spec": spec,
                "promoted_object": {"pixel_id": IDS["meta"], "custom_event_type": "PURCHASE"},
            }
        ]
    }


def custom(**fields: Any) -> Any:
    return {
        "data": [
            {
                "id": "1",
                "name": "Order",
                "custom_event_type": "PURCHASE",
                "rule": "{}",
                "is_archived": False,
                "pixel": {"id": IDS["meta"]},
                **fields,
            }
        ]
    }


def meta_pixel(**fields: Any) -> Any:
    return {"data": [{"id": IDS["meta"], "name": "Shop", "last_fired_time": "2026-11-22T10:00:00+0000", **fields}]}


def group(**fields: Any) -> Any:
    row = {
        "adgroup_id": "31",
        "adgroup_name": "Spring",
        "optimization_event": "ON_WEB_ORDER",
        "click_attribution_window": "SEVEN_DAYS",
        "operation_status": "ENABLE",
    }
    return {"code": 0, "data": {"list": [{**row, **fields}]}}


def tiktok(matching: tuple[str, ...] = ("email",), **event: Any) -> Any:
    events = (
        [{"event_id": "77", "name": "Order", "event_type": "ON_WEB_ORDER", "deprecated": False, **event}]
        if event
        else []
    )
    found = {word: word in matching for word in ("email", "phone_number")}
    pixel = {
        "pixel_code": IDS["tiktok"],
        "pixel_id": "7",
        "pixel_name": "Shop",
        "automatic_advanced_matching_fields": found,
        "events": events,
    }
    return {"code": 0, "data": {"pixels": [pixel]}}


def linkedin(**fields: Any) -> Any:
    row = {
        "id": 7654321,
        "name": "Order",
        "type": "PURCHASE",
        "conversionMethod": "INSIGHT_TAG",
        "enabled": True,
        "account": "urn:li:sponsoredAccount:5",
    }
    return {"elements": [{**row, **fields}]}


def pinterest(**fields: Any) -> Any:
    row = {"id": IDS["pinterest"], "name": "Shop", "enhanced_match_status": "VALIDATION_COMPLETE", "status": "ACTIVE"}
    return {"items": [{**row, **fields}]}


def squad(window: str) -> Any:
    row = {
        "id": "c0ffee00",
        "name": "Spring",
        "status": "ACTIVE",
        "pixel_id": IDS["snapchat"],
        "optimization_goal": "PIXEL_PURCHASE",
        "conversion_window": window,
    }
    return {"request_status": "SUCCESS", "adsquads": [{"adsquad": row}]}


def snap_pixel(id: str) -> Any:
    return {"request_status": "SUCCESS", "pixels": [{"pixel": {"id": id, "name": "Shop", "status": "ACTIVE"}}]}


def x_tag(**fields: Any) -> Any:
    row = {
        "id": "o87ne",
        "website_tag_id": "o8z6j",
        "name": "Order",
        "type": "PURCHASE",
        "click_window": 30,
        "view_through_window": 1,
        "deleted": False,
    }
    return {"data": [{**row, **fields}]}


def goal(**fields: Any) -> Any:
    row = {
        "Id": 3,
        "Name": "Order",
        "Type": "Event",
        "GoalCategory": "Purchase",
        "Status": "Active",
        "TagId": 4000001,
        "ConversionWindowInMinutes": 43200,
    }
    return {"ConversionGoals": [{**row, **fields}]}


def uet(status: str, id: int = 4000001) -> Any:
    return {"UetTags": [{"Id": id, "Name": "Shop", "TrackingStatus": status, "TrackingScript": "x"}]}


def reddit(id: str = "a2_hazel", *collected: str) -> Any:
    config = {f"collect_{one}": one in collected for one in ("email", "phone")}
    return {
        "data": [
            {
                "id": id,
                "name": "Hazel",
                "business_id": "b1",
                "created_by": "m1",
                "modified_by": "m1",
                "automatic_matching_config": config,
            }
        ]
    }


def accounts(currency: str, zone: str) -> dict[str, Any]:
    """The account of each platform that tells its currency or its time zone."""
    return {
        "ga4": {"properties": [{"name": "properties/7", "displayName": "Shop", "timeZone": zone, "currencyCode": currency}]},
        "google_ads": {"results": [{"customer": {"resourceName": "customers/5", "id": "5", "timeZone": zone, "currencyCode": currency, "autoTaggingEnabled": True}}]},
        "meta": {"id": "act_900", "name": "Shop", "currency": currency, "timezone_name": zone},
        "tiktok": {"code": 0, "data": {"list": [{"advertiser_id": "700", "timezone": zone, "currency": currency}]}},
        "linkedin": {"id": 5, "name": "Shop", "currency": currency, "servingStatuses": ["RUNNABLE"]},
        "pinterest": {"id": "549", "name": "Shop", "currency": currency, "country": "ES", "owner": {"username": "shop"}, "time_zone": zone},
        "snapchat": {"request_status": "SUCCESS", "adaccounts": [{"adaccount": {"id": "8adc3db7", "name": "Shop", "currency": currency, "timezone": zone}}]},
        "x": {"data": {"id": "18ce54d4x5t", "name": "Shop", "timezone": zone, "timezone_switch_at": "2026-01-01T00:00:00Z"}},
        "reddit": {"data": {"id": "a2_hazel", "name": "Shop", "currency": currency, "time_zone_id": zone, "click_attribution_window": "MONTH", "view_attribution_window": "DAY"}},
    }  # fmt: skip


def acquired(days: int) -> Any:
    window = f"ACQUISITION_CONVERSION_EVENT_LOOKBACK_WINDOW_{days}_DAYS"
    return {"name": "properties/7/attributionSettings", "acquisitionConversionEventLookbackWindow": window}


def reddit_account(click: str) -> Any:
    return {"data": {**accounts("EUR", "Europe/Madrid")["reddit"]["data"], "click_attribution_window": click}}
