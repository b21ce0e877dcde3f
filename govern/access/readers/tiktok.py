"""Members of a TikTok Business Center, from the Business API.

`GET https://business-api.tiktok.com/open_api/v1.3/bc/member/get/?bc_id=BC` lists the members, page by page; one who has not accepted is
not `BOUND`. `.../bc/asset/member/get/?bc_id=BC&asset_type=ADVERTISER&asset_id=ADVERTISER` lists who may do what at an advertiser
(`advertiser_role`), or at a catalog (`catalog_role`); the answer does not say of which, so the file is called after its number.
Source: the list of calls in TikTok's own SDK (https://github.com/tiktok/tiktok-business-api-sdk, python_sdk/docs/BCApi.md) and types that
two public clients made of its documentation, checked 2026-11-30 in stored copies; no answer of an account was seen.
"""

from __future__ import annotations

from typing import Any

from govern.access import BY_FILE, AccessList
from govern.access.entries import Collector, answer, holds, rest, stem_of, text_of
from govern.core.reader import Given
from govern.core.report import Route

PRECEDENCE = 35
READS = "json"
HOLDS = "access"

LISTS = ("list",)
WHO = ("user_email", "email", "user_id", "user_name")
AT_ASSETS = {"advertiser_role": "advertisers", "catalog_role": "catalogs"}
"""The keys of roles at an asset, and how assets of the kind begin."""

OF_MEMBERS = ("relation_status", "ext_user_role", "user_role", *AT_ASSETS)


def is_row(value: Any) -> bool:
    """Whether this is a member with what TikTok says of members."""
    return isinstance(value, dict) and any(key in value for key in WHO) and any(key in value for key in OF_MEMBERS)


def matches(data: Any) -> bool:
    """Whether this is an answer of bc/member/get or bc/asset/member/get."""
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
    roles = [(key, row.get(key)) for key in ("user_role", *AT_ASSETS)]
    if isinstance(more, dict) and more.get("finance_role"):
        roles.append(("ext_user_role", "FINANCE"))
    given = [(key, into.role(value, (*route, key), principal)) for key, value in roles if value not in (None, "")]
    if not given:
        into.role(None, route, principal, "ask for user_role")
    for key, role in given or [("user_role", "")]:
        asset, is_named = asset_of(row, key, into.file)
        known = rest(row, *WHO, "user_role", *AT_ASSETS, "relation_status")
        into.add(principal, role, (*route, key) if given else route, asset=asset, name=text_of(row.get("user_name")),
                 state="active" if status in ("", "BOUND") else "invited",
                 extras=known if is_named else {**known, BY_FILE: True})  # fmt: skip


def asset_of(row: dict[str, Any], key: str, file: str) -> tuple[str, bool]:
    """What a role is at, and whether the row says so or the name of the file, which is the asset's number."""
    kind = AT_ASSETS.get(key)
    if kind is None:
        return business(row), True
    id = text_of(row.get("asset_id") or row.get("advertiser_id"))
    return f"{kind}/{id or stem_of(file)}", bool(id)


def business(row: dict[str, Any]) -> str:
    """The Business Center that a row names."""
    id = text_of(row.get("bc_id"))
    return f"business_centers/{id}" if id else "business"
