"""Members and roles of a Snapchat organization, from the Marketing API.

`GET https://adsapi.snapchat.com/v1/organizations/ORGANIZATION/roles` lists roles by the number of a member,
`.../organizations/ORGANIZATION/members` the members with name and address, whose roles are a list of their own. Both in one file
(`jq -s . roles.json members.json`) give every role the address of its member.
"""

from __future__ import annotations

from typing import Any

from govern.access import AccessList
from govern.access.cells import state_in
from govern.access.entries import Answer, Collector, answer, rest, text_of
from govern.core.reader import Given
from govern.source.days import day_of

PRECEDENCE = 37
READS = "json"
HOLDS = "access"

LISTS = ("roles", "members")
KINDS = {"adaccounts": "ad_accounts", "organizations": "organizations"}
"""What Snapchat calls the kinds of things at which roles are given, in lower case, and how assets begin."""


def row_of(value: Any) -> dict[str, Any] | None:
    """The role or member in one item of an answer."""
    for key in ("role", "member"):
        if isinstance(value, dict) and "sub_request_status" in value and isinstance(value.get(key), dict):
            return dict(value[key])
    return None


def is_row(value: Any) -> bool:
    """Whether this is an item of one of the lists."""
    return row_of(value) is not None


def matches(data: Any) -> bool:
    """Whether this is an answer of roles or members."""
    return any(is_row(row) for _, row in rows(data).rows)


def rows(data: Any) -> Answer:
    """The items of all lists."""
    return answer(data, LISTS, is_row)


def read(given: Given) -> tuple[AccessList, ...]:
    """Every role; a member without one is told as such."""
    found = rows(given.data)
    into = Collector(given.file, "snapchat")
    members = {text_of(row.get("id")): row for _, item in found.rows if (row := row_of(item)) and "type" not in row}
    for route, item in found.rows:
        row = row_of(item)
        known = members.get(text_of((row or {}).get("member_id")), {})
        row = row and {**{key: known[key] for key in ("email", "display_name") if known.get(key)}, **row}
        who = ("email", "member_id", "display_name", "id")
        principal = into.principal(item if row is None else row, route, who)
        if row is None or not principal:
            continue
        kind = KINDS.get(text_of(row.get("container_kind")).casefold(), "organizations")
        id = text_of(row.get("container_id") or row.get("organization_id"))
        is_member = "type" not in row
        role = "member" if is_member else into.role(row["type"], (*route, "role", "type"), principal)
        into.add(principal, role, route, asset=f"{kind}/{id}" if id else "", name=text_of(row.get("display_name")),
                 since=day_of(text_of(row.get("created_at"))), state=state_in(text_of(row.get("member_status"))),
                 extras=rest(row, *who, "type", "container_kind", "container_id"))  # fmt: skip
    return (into.list(found),)
