"""What the caller may do at an X ads account, from the Ads API.

`GET https://ads-api.x.com/12/accounts/ACCOUNT/authenticated_user_access` says what the caller may do, and nothing of anybody
else: it is not a list of the people at the account.
"""

from __future__ import annotations

from typing import Any

from govern.access import AccessList
from govern.access.entries import Collector, text_of
from govern.core.reader import Given

PRECEDENCE = 38
READS = "json"
HOLDS = "access"


def matches(data: Any) -> bool:
    """Whether this is an answer of authenticated_user_access."""
    inside = data.get("data") if isinstance(data, dict) else None
    return isinstance(inside, dict) and "user_id" in inside and isinstance(inside.get("permissions"), list)


def read(given: Given) -> tuple[AccessList, ...]:
    """The caller's permissions."""
    row, into = given.data["data"], Collector(given.file, "x")
    request = given.data.get("request")
    params = request.get("params") if isinstance(request, dict) else None
    account = text_of(params.get("account_id")) if isinstance(params, dict) else ""
    principal = into.principal(row, ("data",), ("user_id",))
    for position, permission in enumerate(row["permissions"] if principal else ()):
        here = ("data", "permissions", position)
        role = into.role(permission, here, principal)
        into.add(principal, role, here, asset=f"ad_accounts/{account}" if account else "account")
    return (into.list().replace(is_list=False),)
