"""Pixels and ad accounts at Reddit, from the Ads API.

`GET https://ads-api.reddit.com/api/v3/ad_accounts/AD_ACCOUNT/pixels` (or `.../businesses/BUSINESS/pixels`) has what a pixel collects by itself;
`GET .../ad_accounts/AD_ACCOUNT` the account's currency, time zone and the windows that its reports count by: `MONTH` is 28 days
(`platforms/reddit`). When a pixel last received something is an answer of its own and not read. Source:
https://ads-api.reddit.com/docs/v3/operations/list-pixels-by-ad-account as a client that was generated from the interface's description has
it, and the fields of a second client, checked 2026-11-30 in stored copies; no answer of an account was seen.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.settings import Settings
from govern.settings.matching import matching
from govern.settings.shapes import Shape
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, known, text_of
from govern.settings.walking import holds

PRECEDENCE = 77
READS = "json"
HOLDS = "settings"

WINDOWS = {"DAY": "1d", "WEEK": "7d", "MONTH": "28d"}


def pixel(row: Row) -> dict[str, Any]:
    """A pixel. Flags such as `collect_email` say what is matched automatically; one without the configuration does not say."""
    config = row.get("automatic_matching_config")
    flags = (
        {str(key).removeprefix("collect_"): value for key, value in config.items()}
        if isinstance(config, dict)
        else None
    )
    return known(matching=matching(flags))


def account(row: Row) -> dict[str, Any]:
    """An ad account, with the windows of its reports."""
    return known(
        time_zone=row.get("time_zone_id"),
        currency=row.get("currency"),
        click=WINDOWS.get(text_of(row.get("click_attribution_window"))),
        view=WINDOWS.get(text_of(row.get("view_attribution_window"))),
    )


SHAPES = (
    Shape("account", account, ("time_zone_id", "currency", "click_attribution_window", "view_attribution_window", "id", "name"),
          marks=(frozenset({"click_attribution_window", "view_attribution_window"}),),
          account=lambda row: text_of(row.get("id"))),
    Shape("pixel", pixel, ("automatic_matching_config", "id", "business_id", "created_at", "created_by", "modified_at", "modified_by"),
          marks=(frozenset({"automatic_matching_config"}), frozenset({"name", "business_id", "created_by", "modified_by"})),
          account=lambda row: text_of(row.get("id"))),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this is an answer about pixels or ad accounts."""
    return holds(data, SHAPES)


def read(given: Given) -> tuple[Settings, ...]:
    """What is set at Reddit."""
    return read_shapes(given, "reddit", SHAPES)
