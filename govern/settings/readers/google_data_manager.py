"""Links of a Google account with data partners, from the Data Manager API.

`GET https://datamanager.googleapis.com/v1/accountTypes/GOOGLE_ADS/accounts/ACCOUNT/partnerLinks:search`. A link lets a partner send audiences and
conversions into the account. The interface lists no destinations: each stands in the body of a request that is sent there.

Source: `PartnerLink` in the discovery document datamanager.v1, revision 20261106; no answer of an account was seen.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.core.regex import regex
from govern.settings import Settings
from govern.settings.shapes import Shape
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, inside, known, text_of
from govern.settings.walking import holds

PRECEDENCE = 78
READS = "json"
HOLDS = "settings"


def link(row: Row) -> dict[str, Any]:
    """A partner who may send into the account, and what."""
    return known(
        category=text_of(row.get("featureSet")) or "DATA_PARTNER",
        partner=text_of(inside(row, "partnerAccount", "accountId")),
    )


def owner(row: Row) -> str:
    """The account that is sent to, as Google Ads names it."""
    id = text_of(inside(row, "owningAccount", "accountId")).replace("-", "")
    is_ads = text_of(inside(row, "owningAccount", "accountType")) in ("", "GOOGLE_ADS")
    return f"customers/{id}" if id and is_ads else id


SHAPES = (
    Shape("link", link, ("partnerAccount", "owningAccount", "featureSet", "partnerLinkId"), lists=("partnerLinks",), names=("partnerLinkId",),
          ids=("partnerLinkId",), schema="PartnerLink", account=owner, path=regex("accountTypes/[^/]+/accounts/[^/]+/partnerLinks/[^/]+")),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this is an answer about links with partners."""
    return holds(data, SHAPES)


def read(given: Given) -> tuple[Settings, ...]:
    """The links."""
    return read_shapes(given, "google_ads", SHAPES)
