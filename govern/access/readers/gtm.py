"""Users of a Tag Manager account, from the Tag Manager API.

`GET https://www.googleapis.com/tagmanager/v2/accounts/ACCOUNT/user_permissions` gives the list, the same address with
the permission's id gives one. The user interface (Admin › User management) has no export. A user has one permission at
the account and one at each container.
"""

from __future__ import annotations

from typing import Any

from govern.access import AccessList
from govern.access.entries import Collector, answer, holds, rest, text_of
from govern.core.reader import Given
from govern.core.regex import regex
from govern.core.report import Route

PRECEDENCE = 10
READS = "json"
HOLDS = "access"

LISTS = ("userPermission",)
PATH = regex(r"accounts/([^/]+)/user_permissions/[^/]+")


def is_row(value: Any) -> bool:
    """Whether this is one UserPermission."""
    if not isinstance(value, dict):
        return False
    by_path = isinstance(value.get("path"), str) and PATH.fullmatch(value["path"])
    return "accountAccess" in value or "containerAccess" in value or bool(by_path)


def matches(data: Any) -> bool:
    """Whether this is an answer of user_permissions."""
    return holds(data, LISTS, is_row)


def read(given: Given) -> tuple[AccessList, ...]:
    """The account and container permissions of every user."""
    found = answer(given.data, LISTS, is_row)
    into = Collector(given.file, "gtm", by_email=True)
    for route, row in found.rows:
        principal = into.principal(row, route, ("emailAddress",))
        if principal:
            permissions(row, route, principal, into)
    return (into.list(found),)


def permissions(row: dict[str, Any], route: Route, principal: str, into: Collector) -> None:
    """One user: an entry for the account and one for each container."""
    path = PATH.fullmatch(text_of(row.get("path")))
    account = text_of(row.get("accountId")) or (path[1] if path else "")
    asset = f"accounts/{account}" if account else "account"
    extras = rest(row, "emailAddress", "accountAccess", "containerAccess", "accountId")
    access = row.get("accountAccess")
    if access is not None or not row.get("containerAccess"):
        here = (*route, "accountAccess")
        role = into.role(access.get("permission") if isinstance(access, dict) else access, here, principal)
        into.add(principal, role, here, asset=asset, extras=extras)
    containers = row.get("containerAccess") or []
    if not isinstance(containers, list):
        into.strange((*route, "containerAccess"), f'"{principal}" has no list of containers', principal=principal)
        return
    for position, container in enumerate(containers):
        here = (*route, "containerAccess", position)
        if not isinstance(container, dict):
            into.strange(here, f'"{principal}" has a container access that is not an object', principal=principal)
            continue
        role = into.role(container.get("permission"), here, principal)
        id = text_of(container.get("containerId"))
        into.add(principal, role, here, asset=f"containers/{id}" if id else "container", extras=extras)
