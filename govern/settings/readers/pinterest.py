"""Tags of Pinterest ad accounts, from the API v5.

`GET https://api.pinterest.com/v5/ad_accounts/AD_ACCOUNT/conversion_tags` lists the tags, `.../conversion_tags/page_visit` and
`.../conversion_tags/ocpm_eligible` the events that they have received, `GET .../v5/ad_accounts/AD_ACCOUNT` currency and
time zone. The interface has no windows: these are chosen in each report.

Source: examples of the OpenAPI description `pinterest/api-description`, v5, read 2026-11-30.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.settings import Settings
from govern.settings.shapes import Shape
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, day, inside, known, text_of
from govern.settings.walking import holds

PRECEDENCE = 67
READS = "json"
HOLDS = "settings"

AUTOMATIC = {
    "aem_ph_enabled": ("phone",),
    "aem_fnln_enabled": ("first_name", "last_name"),
    "aem_loc_enabled": ("city", "state", "zip", "country"),
    "aem_ge_enabled": ("gender",),
    "aem_db_enabled": ("birth_date",),
    "aem_external_id_enabled": ("external_id",),
}
"""What automatic enhanced match may look for besides the e-mail address."""


def tag(row: Row) -> dict[str, Any]:
    """A tag, with what it looks for by itself."""
    configs = row.get("configs")
    matching = None
    if isinstance(configs, dict) and isinstance(configs.get("aem_enabled"), bool):
        more = [part for key, parts in AUTOMATIC.items() if configs.get(key) is True for part in parts]
        matching = tuple(sorted(("email", *more))) if configs["aem_enabled"] else ()
    status = text_of(row.get("status"))
    return known(
        matching=matching,
        fired=day(row.get("last_fired_time_ms")),
        status="active" if status == "ACTIVE" else "removed" if status == "ARCHIVED" else status.lower(),
    )


def event(row: Row) -> dict[str, Any]:
    """An event that a tag has received."""
    return known(category=row.get("conversion_event"))


def account(row: Row) -> dict[str, Any]:
    """An ad account."""
    return known(time_zone=inside(row, "time_zone"), currency=row.get("currency"))


SHAPES = (
    Shape("pixel", tag, ("configs", "last_fired_time_ms", "status", "id", "code_snippet", "ad_account_id"),
          marks=(frozenset({"enhanced_match_status", "id"}), frozenset({"last_fired_time_ms", "id"})),
          account=lambda row: text_of(row.get("id"))),
    Shape("conversion", event, ("conversion_event", "conversion_tag_id", "ad_account_id", "created_time"),
          names=("conversion_event",), ids=("conversion_event",), marks=(frozenset({"conversion_event", "conversion_tag_id"}),),
          account=lambda row: text_of(row.get("conversion_tag_id"))),
    Shape("account", account, ("time_zone", "currency", "id", "name"), marks=(frozenset({"currency", "country", "owner", "id"}),),
          account=lambda row: text_of(row.get("id"))),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this is an answer about tags."""
    return holds(data, SHAPES)


def read(given: Given) -> tuple[Settings, ...]:
    """What is set at Pinterest."""
    return read_shapes(given, "pinterest", SHAPES)
