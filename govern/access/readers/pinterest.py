"""Members of a Pinterest business, from the API v5.

`GET https://api.pinterest.com/v5/businesses/BUSINESS/members` lists people and their roles,
`.../businesses/BUSINESS/invites` invitations, and `.../businesses/BUSINESS/assets/ASSET/members` who may do what with an asset.
"""

from __future__ import annotations

from typing import Any

from govern.access import AccessList
from govern.access.entries import Collector, answer, rest, text_of
from govern.core.reader import Given
from govern.core.report import Route
from govern.source.days import day_of

PRECEDENCE = 36
READS = "json"
HOLDS = "access"

LISTS = ("items",)
WHO = ("email", "username", "id")


def is_row(value: Any) -> bool:
    """Whether this is a member or an invitation: a user inside, with roles in the business or permissions at an asset."""
    if not isinstance(value, dict) or not isinstance(value.get("user"), dict):
        return False
    return isinstance(value.get("business_roles"), list) or isinstance(value.get("permissions"), list)


def matches(data: Any) -> bool:
    """Whether this is one of the lists."""
    return any(is_row(row) for _, row in answer(data, LISTS, is_row).rows)


def read(given: Given) -> tuple[AccessList, ...]:
    """Every member's roles, and the invitations that are open."""
    found = answer(given.data, LISTS, is_row)
    into = Collector(given.file, "pinterest")
    for route, row in found.rows:
        user = row.get("user") if isinstance(row, dict) else row
        principal = into.principal(user, (*route, "user") if isinstance(row, dict) else route, WHO)
        if principal:
            member(row, route, principal, into)
    return (into.list(found),)


def member(row: dict[str, Any], route: Route, principal: str, into: Collector) -> None:
    """One member, or one invitation: an entry for each role."""
    key = "business_roles" if isinstance(row.get("business_roles"), list) else "permissions"
    invite = row.get("invite_data")
    sent = invite.get("sent_at") if isinstance(invite, dict) else row.get("created_time")
    asset = "business" if key == "business_roles" else text_of(row.get("asset_id"))
    extras = rest(row, "user", key, "invite_data")
    if not row[key]:
        into.role(None, (*route, key), principal)
    for position, value in enumerate(row[key]):
        here = (*route, key, position)
        into.add(principal, into.role(value, here, principal), here, asset=asset, since=day_of(text_of(sent)),
                 state="invited" if isinstance(invite, dict) else "active", extras=extras)  # fmt: skip
