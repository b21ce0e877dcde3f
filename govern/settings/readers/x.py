"""Web event tags of an X ads account, which are its conversions, from the Ads API.

`GET https://ads-api.x.com/12/accounts/ACCOUNT/web_event_tags`, and `GET https://ads-api.x.com/12/accounts/ACCOUNT` for the time
zone. Windows are days. Guides show a body with `post_view_attribution_window`, which is not a field of the interface.

Source: the example answer of https://developer.x.com/en/docs/ads/measurement/api-reference/web-event-tags, read 2026-12-01 in a stored copy.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.core.report import Place
from govern.settings import Oddity, Settings
from govern.settings.shapes import Shape
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, day, days, known, text_of, truth
from govern.settings.walking import holds

PRECEDENCE = 69
READS = "json"
HOLDS = "settings"

INVENTED = frozenset({"post_view_attribution_window", "post_engagement_attribution_window"})


def conversion(row: Row) -> dict[str, Any]:
    """A web event tag."""
    return known(
        click=days(row.get("click_window")),
        view=days(row.get("view_through_window")),
        category=row.get("type"),
        status="removed" if row.get("deleted") is True else "active" if row.get("deleted") is False else None,
        personalization=truth(row.get("retargeting_enabled")),
        fired=day(row.get("last_tracked_at")),
    )


def account(row: Row) -> dict[str, Any]:
    """An ads account."""
    return known(time_zone=row.get("timezone"))


SHAPES = (
    Shape("conversion", conversion, ("click_window", "view_through_window", "type", "deleted", "retargeting_enabled", "id",
          "website_tag_id", "embed_code"), account=lambda row: text_of(row.get("website_tag_id")),
          marks=(frozenset({"click_window", "view_through_window"}), frozenset({"website_tag_id", "embed_code"}))),
    Shape("conversion", conversion, ("type",), marks=(INVENTED,)),
    Shape("account", account, ("timezone", "id", "name"), marks=(frozenset({"timezone", "timezone_switch_at"}),),
          account=lambda row: text_of(row.get("id"))),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this is an answer about web event tags."""
    return holds(data, SHAPES)


def read(given: Given) -> tuple[Settings, ...]:
    """What is set at X."""
    (found,) = read_shapes(given, "x", SHAPES)
    odd = tuple(invented(setting.place) for setting in found.settings if not INVENTED.isdisjoint(setting.rest))
    return (found.replace(odd=(*found.odd, *odd)),)


def invented(place: Place) -> Oddity:
    """What to say of windows that the interface does not have."""
    message = (
        f'{place.entity} has "post_view_attribution_window", which is not a field of X, so its windows are not known'
    )
    return Oddity(message, place, "X has click_window and view_through_window, in days")
