"""Pixels of TikTok and their events, and the windows of its ad groups, from the Business API.

`GET https://business-api.tiktok.com/open_api/v1.3/pixel/list/?advertiser_id=ADVERTISER`, all pages,
`GET .../open_api/v1.3/adgroup/get/?advertiser_id=ADVERTISER` for windows and counting, which belong to each ad group, and
`GET .../open_api/v1.3/advertiser/info/?advertiser_ids=[...]` for time zones and currencies.

Source: a row of `pixel/list` captured from an account on 2026-09-10; the fields and words of ad groups in TikTok's own SDK (`AdgroupCreateBody`)
and in clients in two languages, read 2026-12-01 in stored copies.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.settings import Settings
from govern.settings.matching import matching
from govern.settings.shapes import Shape
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, inside, known, number, text_of, truth
from govern.settings.walking import holds

PRECEDENCE = 65
READS = "json"
HOLDS = "settings"

COUNTING = {"EVERY_TIME": "every", "ONLY_ONCE": "once", "EVERY": "every", "ONCE": "once"}
"""Of events of a pixel, then of ad groups."""
WINDOWS = {
    "OFF": "0d",
    "ONE_DAY": "1d",
    "SEVEN_DAYS": "7d",
    "FOURTEEN_DAYS": "14d",
    "TWENTY_EIGHT_DAYS": "28d",
    "THIRTY_DAYS": "30d",
    "THIRTY_TWO_DAYS": "32d",
}
STATUS = {"ENABLE": "active", "DISABLE": "paused"}


def pixel(row: Row) -> dict[str, Any]:
    """A pixel. What is matched automatically is read from forms, what is matched manually the site hands over."""
    owned = inside(row, "asset_ownership", "ownership_status")
    status = text_of(row.get("activity_status"))
    return known(
        matching=matching(row.get("automatic_advanced_matching_fields")),
        first_party_cookies=truth(row.get("enable_first_party_cookies")),
        owner="shared" if owned is False else "own" if owned is True else None,
        status="active" if status == "ACTIVE" else "inactive" if status else None,
    )


def event(row: Row) -> dict[str, Any]:
    """An event that the pixel is set up for; those of every pixel have the number 0."""
    return known(
        category=row.get("event_type"),
        counting=COUNTING.get(text_of(row.get("statistic_type"))),
        value=number(row.get("currency_value")),
        status="removed" if row.get("deprecated") is True else "active",
        system=True if text_of(row.get("event_id")) in ("", "0") else None,
    )


def ad_group(row: Row) -> dict[str, Any]:
    """The windows by which an ad group is credited, and how it counts; `UNSET` says nothing."""
    is_gone = text_of(row.get("secondary_status")) == "ADGROUP_STATUS_DELETE"
    return known(
        click=WINDOWS.get(text_of(row.get("click_attribution_window"))),
        view=WINDOWS.get(text_of(row.get("view_attribution_window"))),
        engaged_view=WINDOWS.get(text_of(row.get("engaged_view_attribution_window"))),
        counting=COUNTING.get(text_of(row.get("attribution_event_count"))),
        category=row.get("optimization_event"),
        status="removed" if is_gone else STATUS.get(text_of(row.get("operation_status"))),
    )


def advertiser(row: Row) -> dict[str, Any]:
    """An advertiser."""
    return known(time_zone=row.get("timezone"), currency=row.get("currency"))


EVENT = Shape("conversion", event, ("event_type", "statistic_type", "currency_value", "currency", "deprecated", "event_id"),
              names=("name", "event_type"), ids=("event_id",))  # fmt: skip
SHAPES = (
    Shape("pixel", pixel, ("automatic_advanced_matching_fields", "enable_first_party_cookies", "asset_ownership",
          "activity_status", "pixel_code", "events", "pixel_script"), names=("pixel_name", "pixel_code"),
          ids=("pixel_code", "pixel_id"), account=lambda row: text_of(row.get("pixel_code")), parts=(("events", EVENT),),
          marks=(frozenset({"pixel_code", "pixel_name"}), frozenset({"pixel_code", "pixel_id"}))),
    Shape("ad_set", ad_group, ("click_attribution_window", "view_attribution_window", "engaged_view_attribution_window", "attribution_event_count",
          "optimization_event", "secondary_status", "operation_status"), names=("adgroup_name",), ids=("adgroup_id",),
          account=lambda row: text_of(row.get("pixel_id")), marks=(frozenset({"adgroup_id", "click_attribution_window"}),
                                                                   frozenset({"adgroup_id", "attribution_event_count"}))),
    Shape("account", advertiser, ("timezone", "currency", "advertiser_id"), ids=("advertiser_id",),
          marks=(frozenset({"advertiser_id", "timezone", "currency"}),),
          account=lambda row: text_of(row.get("advertiser_id"))),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this is an answer about pixels, ad groups or advertisers."""
    return holds(data, SHAPES)


def read(given: Given) -> tuple[Settings, ...]:
    """What is set at TikTok."""
    return read_shapes(given, "tiktok", SHAPES)
