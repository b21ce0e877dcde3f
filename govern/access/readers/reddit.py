"""Members of a business at Reddit Ads.

`GET https://ads-api.reddit.com/api/v3/businesses/BUSINESS/members`. What is public of this interface says how its answers are wrapped
(`data` and `pagination`) and not what a member looks like, so a member is read by an address or a name, a role and a state, whichever
of the usual words they have.
"""

from __future__ import annotations

from typing import Any

from govern.access import AccessList
from govern.access.cells import state_in
from govern.access.entries import Answer, Collector, rest, text_of
from govern.core.reader import Given
from govern.source.days import day_of

PRECEDENCE = 23
READS = "json"
HOLDS = "access"

WHO = ("email", "email_address", "reddit_username", "username", "member_id", "user_id", "id")
NEXT = ("next_url", "next_page_token")


def rows(data: Any) -> list[Any]:
    """The members in an answer."""
    wrapped = isinstance(data, dict) and isinstance(data.get("pagination"), dict) and isinstance(data.get("data"), list)
    listed = data["data"] if wrapped else []
    return listed if any(isinstance(row, dict) and role_of(row) for row in listed) else []


def role_of(row: dict[str, Any]) -> str:
    """The role of a member, of several the first."""
    role = row.get("role", row.get("business_role", row.get("roles")))
    return text_of(role[0] if isinstance(role, list) and role else role)


def matches(data: Any) -> bool:
    """Whether this is such an answer."""
    return bool(rows(data))


def read(given: Given) -> tuple[AccessList, ...]:
    """Every member."""
    into = Collector(given.file, "reddit")
    for position, row in enumerate(rows(given.data)):
        route = ("data", position)
        principal = into.principal(row, route, WHO)
        if principal:
            business = text_of(row.get("business_id"))
            into.add(principal, into.role(role_of(row), route, principal), route, name=text_of(row.get("name")),
                     asset=f"businesses/{business}" if business else "business", extras=rest(row, *WHO, "role", "name"),
                     state=state_in(text_of(row.get("status"))), since=day_of(text_of(row.get("created_at"))))  # fmt: skip
    following = next((key for key in NEXT if given.data["pagination"].get(key)), None)
    return (into.list(Answer((), ("pagination", following) if following else None)),)
