"""Pixels, datasets, custom conversions and attribution of Meta, from the Graph API.

- `GET /act_ACCOUNT/adspixels?fields=id,name,last_fired_time,is_unavailable,enable_automatic_matching,`
  `automatic_matching_fields,first_party_cookie_status,data_use_setting,owner_business`,
- `GET /act_ACCOUNT/customconversions?fields=id,name,rule,custom_event_type,default_conversion_value,is_archived,`
  `last_fired_time,pixel`,
- `GET /act_ACCOUNT/adsets?fields=name,attribution_spec,promoted_object,optimization_goal,effective_status`,
- `GET /act_ACCOUNT?fields=name,currency,timezone_name`,
- `GET /act_ACCOUNT/activities?fields=event_time,event_type,translated_event_type,actor_name,object_name` for who changed what.

The summary of pixels that Meta's connector for assistants prints is read as well.

Source: rows as tests of public programs have them (custom conversions, ad sets, pixels), the connector's answer, and Meta's field lists
(`facebook/facebook-business-sdk-codegen`, `AdsPixel`, `CustomConversion`, `AttributionSpec`), read 2026-11-30.
"""

from __future__ import annotations

import json
from typing import Any

from govern.core.reader import Given
from govern.settings import Settings
from govern.settings.matching import matching
from govern.settings.shapes import Shape
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, day, days, inside, known, number, text_of, truth
from govern.settings.walking import holds

PRECEDENCE = 63
READS = "json"
HOLDS = "settings"

INTERACTIONS = {"CLICK_THROUGH": "click", "VIEW_THROUGH": "view", "ENGAGED_VIDEO_VIEW": "engaged_view"}
STATUS = {
    "ACTIVE": "active",
    "PAUSED": "paused",
    "CAMPAIGN_PAUSED": "paused",
    "DELETED": "removed",
    "ARCHIVED": "removed",
}
COOKIES = {"FIRST_PARTY_COOKIE_ENABLED": True, "FIRST_PARTY_COOKIE_DISABLED": False}


def pixel(row: Row) -> dict[str, Any]:
    """A pixel, or dataset."""
    is_on = truth(row.get("enable_automatic_matching"))
    fields = matching(row.get("automatic_matching_fields"))
    return known(
        matching=() if is_on is False else fields,
        first_party_cookies=COOKIES.get(text_of(row.get("first_party_cookie_status"))),
        fired=day(row.get("last_fired_time")),
        status="removed" if row.get("is_unavailable") is True else None,
        owner=text_of(inside(row, "owner_business", "name")) or text_of(inside(row, "owner_business", "id")),
        category=row.get("data_use_setting"),
    )


def custom_conversion(row: Row) -> dict[str, Any]:
    """A custom conversion. One that does not say whether it is archived may be."""
    archived, away = truth(row.get("is_archived")), truth(row.get("is_unavailable"))
    status = "removed" if archived or away else "active" if archived is False else None
    value = number(row.get("default_conversion_value"))
    return known(
        category=row.get("custom_event_type"),
        value=value or None,  # 0 is what the interface says where nobody has set one
        conditions=rule(row.get("rule")),
        fired=day(row.get("last_fired_time")),
        status=status,
        method=row.get("event_source_type"),
    )


def rule(value: Any) -> tuple[str, ...] | None:
    """A rule, which is JSON inside a text, in its smallest form; one that cannot be read is kept as it is."""
    text = text_of(value)
    if not text or len(text) > 20000:
        return None
    try:
        return (json.dumps(json.loads(text), separators=(",", ":"), sort_keys=True),)
    except (ValueError, RecursionError):
        return (text,)


def ad_set(row: Row) -> dict[str, Any]:
    """The windows by which an ad set is credited: an interaction that is not listed is off."""
    listed = row.get("attribution_spec")
    windows: dict[str, str] = {}
    for one in listed if isinstance(listed, list) else ():
        name = INTERACTIONS.get(text_of(inside(one, "event_type")))
        if name and (length := days(inside(one, "window_days"))):
            windows[name] = length
    if windows:
        windows = {"click": "0d", "view": "0d", **windows}
    status = STATUS.get(text_of(row.get("effective_status") or row.get("status")))
    return known(category=row.get("optimization_goal"), status=status, **windows)


def account(row: Row) -> dict[str, Any]:
    """An ad account."""
    return known(time_zone=row.get("timezone_name"), currency=row.get("currency"))


def activity(row: Row) -> dict[str, Any]:
    """Who changed what on which day; people are names here."""
    what = text_of(row.get("translated_event_type")) or text_of(row.get("event_type")).replace("_", " ")
    return known(
        day=day(row.get("event_time")),
        actor=row.get("actor_name"),
        what=f"{what} {text_of(row.get('object_name'))}".strip(),
    )


def keys(*names: str) -> frozenset[str]:
    """Keys that stand together."""
    return frozenset(names)


PIXEL_KEYS = ("automatic_matching_fields", "enable_automatic_matching", "first_party_cookie_status", "last_fired_time",
              "is_unavailable", "owner_business", "data_use_setting", "id", "pixel_id")  # fmt: skip
SHAPES = (
    Shape("conversion", custom_conversion, ("custom_event_type", "default_conversion_value", "rule", "last_fired_time",
          "is_archived", "is_unavailable", "event_source_type", "id"), schema="CustomConversion",
          marks=(keys("custom_event_type", "id"), keys("custom_event_type", "rule")),
          account=lambda row: text_of(inside(row, "pixel", "id"))),
    Shape("pixel", pixel, (*PIXEL_KEYS, "event_match_quality", "events_by_source", "events_by_type", "hosts", "aem_priority"),
          ids=("id", "pixel_id"), schema="AdsPixel", account=lambda row: text_of(row.get("id") or row.get("pixel_id")),
          marks=(keys("id", "last_fired_time"), keys("id", "is_unavailable"), keys("id", "automatic_matching_fields"),
                 keys("pixel_id", "enable_automatic_matching"), keys("id", "first_party_cookie_status"))),
    Shape("ad_set", ad_set, ("attribution_spec", "optimization_goal", "effective_status", "status"), marks=(keys("attribution_spec"),),
          account=lambda row: text_of(inside(row, "promoted_object", "pixel_id"))),
    Shape("changed", activity, ("event_time", "actor_name", "translated_event_type", "event_type", "object_name"),
          names=("object_name", "event_type"), ids=("object_id",), marks=(keys("event_type", "event_time", "actor_name"),)),
    Shape("account", account, ("timezone_name", "currency", "id", "account_id"), ids=("id", "account_id"),
          marks=(keys("timezone_name", "currency"),), account=lambda row: text_of(row.get("id") or row.get("account_id"))),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this is an answer about pixels, custom conversions or ad sets."""
    return holds(data, SHAPES)


def read(given: Given) -> tuple[Settings, ...]:
    """What is set at Meta."""
    return read_shapes(given, "meta", SHAPES)
