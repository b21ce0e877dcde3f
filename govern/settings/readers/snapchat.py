"""Pixels of Snapchat ad accounts and the windows of their ad squads, from the Marketing API.

`GET https://adsapi.snapchat.com/v1/adaccounts/AD_ACCOUNT/pixels`, `.../adaccounts/AD_ACCOUNT/adsquads` for the window that each ad squad is steered by,
and `GET https://adsapi.snapchat.com/v1/adaccounts/AD_ACCOUNT` for time zone and currency. Each entry has an envelope with a status of its own.

Source: the sample answer of the documentation for pixels, and the attributes of https://developers.snap.com/api/marketing-api/Ads-API/ad-accounts,
read 2026-12-01 in stored copies. `conversion_window` of ad squads and its two words as four public programs have them, the same day.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.settings import Settings
from govern.settings.shapes import Shape
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, known, text_of
from govern.settings.walking import holds

PRECEDENCE = 68
READS = "json"
HOLDS = "settings"


def pixel(row: Row) -> dict[str, Any]:
    """A pixel."""
    status = text_of(row.get("effective_status") or row.get("status"))
    return known(status="active" if status == "ACTIVE" else status.lower())


WINDOWS = {"SWIPE_28DAY_VIEW_1DAY": ("28d", "1d"), "SWIPE_7DAY": ("7d", "0d")}
"""Click and view; the word without a view counts none."""


def ad_squad(row: Row) -> dict[str, Any]:
    """The windows that an ad squad is steered by."""
    click, view = WINDOWS.get(text_of(row.get("conversion_window")), (None, None))
    status = text_of(row.get("status"))
    goal = text_of(row.get("optimization_goal")).removeprefix("PIXEL_")
    return known(click=click, view=view, category=goal, status="active" if status == "ACTIVE" else status.lower())


def account(row: Row) -> dict[str, Any]:
    """An ad account."""
    return known(time_zone=row.get("timezone"), currency=row.get("currency"))


SHAPES = (
    Shape("pixel", pixel, ("status", "effective_status", "id", "pixel_javascript", "ad_account_id", "created_at", "updated_at"),
          wraps=("pixel",), marks=(frozenset({"pixel_javascript", "id"}),), account=lambda row: text_of(row.get("id"))),
    Shape("ad_set", ad_squad, ("conversion_window", "optimization_goal", "status", "id"), wraps=("adsquad",),
          account=lambda row: text_of(row.get("pixel_id"))),
    Shape("account", account, ("timezone", "currency", "id", "name"), wraps=("adaccount",),
          account=lambda row: text_of(row.get("id"))),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this is an answer about pixels, ad squads or accounts, in Snapchat's envelope; or pages of one in an array."""
    if isinstance(data, list):
        return any(matches(item) for item in data if isinstance(item, dict))
    return isinstance(data, dict) and "request_status" in data and holds(inner(data), SHAPES)


def read(given: Given) -> tuple[Settings, ...]:
    """What is set at Snapchat."""
    answer = [inner(item) for item in given.data] if isinstance(given.data, list) else inner(given.data)
    return read_shapes(Given(given.file, answer, given.raw), "snapchat", SHAPES)


def inner(data: Any) -> Any:
    """The answer with its list under a key that all answers have."""
    if not isinstance(data, dict):
        return None
    listed: list[Any] = next((data[key] for key in LISTED if isinstance(data.get(key), list)), [])
    return {"items": listed, "paging": data.get("paging")}


LISTED = ("pixels", "adaccounts", "adsquads")
