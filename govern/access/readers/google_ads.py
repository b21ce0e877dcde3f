"""Users of a Google Ads account, from the Google Ads API.

The query `SELECT customer_user_access.email_address, customer_user_access.access_role FROM customer_user_access`, sent
with `search` or `searchStream`, in the spelling of the REST interface or of the Python library.
"""

from __future__ import annotations

from typing import Any

from govern.access import AccessList
from govern.access.entries import Collector, answer, holds, rest, text_of
from govern.core.reader import Given
from govern.core.regex import regex

PRECEDENCE = 30
READS = "json"
HOLDS = "access"

KEYS = ("customerUserAccess", "customer_user_access")
NAME = regex(r"customers/([^/]+)/customerUserAccess(?:es)?/.+")


def row_of(value: Any) -> dict[str, Any] | None:
    """The CustomerUserAccess in a row, if there is one."""
    if not isinstance(value, dict):
        return None
    for key in KEYS:
        if isinstance(value.get(key), dict):
            return dict(value[key])
    by_name = NAME.fullmatch(text_of(value.get("resourceName") or value.get("resource_name")))
    return value if by_name or "accessRole" in value or "access_role" in value else None


def is_row(value: Any) -> bool:
    """Whether this is a row of the query."""
    return row_of(value) is not None


def matches(data: Any) -> bool:
    """Whether this is an answer to the query."""
    return holds(data, (), is_row)


def read(given: Given) -> tuple[AccessList, ...]:
    """Every user's role."""
    found = answer(given.data, (), is_row)
    into = Collector(given.file, "google_ads", by_email=True)
    for route, value in found.rows:
        row = row_of(value) or {}
        principal = into.principal(
            row if isinstance(value, dict) else value, route, ("emailAddress", "email_address", "userId", "user_id")
        )
        if not principal:
            continue
        name = NAME.fullmatch(text_of(row.get("resourceName") or row.get("resource_name")))
        help = "let the query select customer_user_access.access_role"
        role = into.role(row.get("accessRole", row.get("access_role")), route, principal, help)
        extras = rest(row, "emailAddress", "email_address", "accessRole", "access_role")
        asset = f"customers/{name[1]}" if name else ""
        into.add(principal, role, route, asset=asset, extras=extras)
    return (into.list(found),)
