"""Members of a TikTok Business Center, from the Business API.

`GET https://business-api.tiktok.com/open_api/v1.3/bc/member/get/?bc_id=BC` lists the members, page by page, and
`bc/asset/get/` with `advertiser_role` what somebody may do at an advertiser. A member who has not accepted is not `BOUND`.
"""

from __future__ import annotations

from typing import Any

from govern.access import AccessList
from govern.access.entries import Collector, answer, holds, rest, text_of
from govern.core.reader import Given
from govern.core.report import Route

PRECEDENCE = 35
READS = "json"
HOLDS = "access"

LISTS = ("list",)
WHO = ("user_email", "email", "user_id", "user_name")
OF_MEMBERS = ("relation_status", "ext_user_role", "user_role", "advertiser_role")


def is_row(value: Any) -> bool:
    """Whether this is a member with what TikTok says of members."""
    return isinstance(value, dict) and any(key in value for key in WHO) and any(key in value for key in OF_MEMBERS)


def matches(data: Any) -> bool:
    """Whether this is an answer of bc/member/get."""
    return holds(data, (), is_row) or any(is_row(row) for _, row in answer(data, LISTS, is_row).rows)


def read(given: Given) -> tuple[AccessList, ...]:
    """Every member's role, and the role for money beside it."""
    found = answer(given.data, LISTS, is_row)
    into = Collector(given.file, "tiktok")
    for route, row in found.rows:
        principal = into.principal(row, route, WHO)
        if principal:
            member(row, route, principal, into)
    return (into.list(found),)


def member(row: dict[str, Any], route: Route, principal: str, into: Collector) -> None:
    """One member: an entry for each role."""
    status = text_of(row.get("relation_status")).upper()
    more = row.get("ext_user_role")
    roles = [("user_role", row.get("user_role")), ("advertiser_role", row.get("advertiser_role"))]
    if isinstance(more, dict) and more.get("finance_role"):
        roles.append(("ext_user_role", "FINANCE"))
    given = [(key, into.role(value, (*route, key), principal)) for key, value in roles if value not in (None, "")]
    if not given:
        into.role(None, route, principal, "ask for user_role")
    for key, role in given or [("user_role", "")]:
        advertiser = text_of(row.get("asset_id") or row.get("advertiser_id"))
        asset = f"advertisers/{advertiser}" if key == "advertiser_role" and advertiser else business(row)
        into.add(principal, role, (*route, key) if given else route, asset=asset, name=text_of(row.get("user_name")),
                 state="active" if status in ("", "BOUND") else "invited",
                 extras=rest(row, *WHO, "user_role", "advertiser_role", "relation_status"))  # fmt: skip


def business(row: dict[str, Any]) -> str:
    """The Business Center that a row names."""
    id = text_of(row.get("bc_id"))
    return f"business_centers/{id}" if id else "business"
