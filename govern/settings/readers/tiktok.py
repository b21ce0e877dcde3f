"""Pixels of TikTok and their events, from the Business API.

`GET https://business-api.tiktok.com/open_api/v1.3/pixel/list/?advertiser_id=ADVERTISER`, all pages, and
`GET .../open_api/v1.3/advertiser/info/?advertiser_ids=[...]` for time zones and currencies.

Source: a row of `pixel/list` captured from an account on 2026-09-10.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.settings import Settings
from govern.settings.matching import matching
from govern.settings.shapes import Shape, holds
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, inside, known, number, text_of, truth

PRECEDENCE = 65
READS = "json"
HOLDS = "settings"

COUNTING = {"EVERY_TIME": "every", "ONLY_ONCE": "once"}


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
    Shape("account", advertiser, ("timezone", "currency", "advertiser_id"), ids=("advertiser_id",),
          marks=(frozenset({"advertiser_id", "timezone", "currency"}),),
          account=lambda row: text_of(row.get("advertiser_id"))),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this is an answer about pixels or advertisers."""
    return holds(data, SHAPES)


def read(given: Given) -> tuple[Settings, ...]:
    """What is set at TikTok."""
    return read_shapes(given, "tiktok", SHAPES)
