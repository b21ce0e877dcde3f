"""Pixels of Snapchat ad accounts, from the Marketing API.

`GET https://adsapi.snapchat.com/v1/adaccounts/AD_ACCOUNT/pixels`, and `GET https://adsapi.snapchat.com/v1/adaccounts/AD_ACCOUNT`
for time zone and currency. Each entry has an envelope with a status of its own.

Source: the sample answer of the documentation for pixels, and the attributes of https://developers.snap.com/api/marketing-api/Ads-API/ad-accounts,
read 2026-12-01 in stored copies.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.settings import Settings
from govern.settings.shapes import Shape, holds
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, known, text_of

PRECEDENCE = 68
READS = "json"
HOLDS = "settings"


def pixel(row: Row) -> dict[str, Any]:
    """A pixel."""
    status = text_of(row.get("effective_status") or row.get("status"))
    return known(status="active" if status == "ACTIVE" else status.lower())


def account(row: Row) -> dict[str, Any]:
    """An ad account."""
    return known(time_zone=row.get("timezone"), currency=row.get("currency"))


SHAPES = (
    Shape("pixel", pixel, ("status", "effective_status", "id", "pixel_javascript", "ad_account_id", "created_at", "updated_at"),
          wraps=("pixel",), marks=(frozenset({"pixel_javascript", "id"}),), account=lambda row: text_of(row.get("id"))),
    Shape("account", account, ("timezone", "currency", "id", "name"), wraps=("adaccount",),
          account=lambda row: text_of(row.get("id"))),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this is an answer about pixels, in Snapchat's envelope."""
    return isinstance(data, dict) and "request_status" in data and holds(inner(data), SHAPES)


def read(given: Given) -> tuple[Settings, ...]:
    """What is set at Snapchat."""
    return read_shapes(Given(given.file, inner(given.data), given.raw), "snapchat", SHAPES)


def inner(data: Any) -> Any:
    """The answer with its list under a key that all answers have."""
    listed: list[Any] = next((data[key] for key in ("pixels", "adaccounts") if isinstance(data.get(key), list)), [])
    return {"items": listed, "paging": data.get("paging")}
