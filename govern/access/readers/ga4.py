"""Access bindings of a Google Analytics account or property, from the Admin API.

`GET https://analyticsadmin.googleapis.com/v1alpha/properties/PROPERTY/accessBindings` (or `accounts/ACCOUNT/...`) gives
the list, the same address with the binding's id gives one. A binding has several roles; `no-cost-data` and
`no-revenue-data` take something away from the others. `userLinks`, as the list was called before, are read as well.
"""

from __future__ import annotations

from typing import Any

from govern.access import AccessList
from govern.access.entries import Collector, answer, holds, rest, text_of
from govern.core.reader import Given

PRECEDENCE = 20
READS = "json"
HOLDS = "access"

LISTS = ("accessBindings", "access_bindings", "userLinks")
NAMED = ("/accessBindings/", "/userLinks/")
ROLES = ("roles", "directRoles", "effectiveRoles")


def is_row(value: Any) -> bool:
    """Whether this is one AccessBinding."""
    if not isinstance(value, dict):
        return False
    name = text_of(value.get("name"))
    return (
        any(part in name for part in NAMED)
        or ("user" in value and isinstance(value.get("roles"), list))
        or ("emailAddress" in value and isinstance(value.get("directRoles"), list))
    )


def matches(data: Any) -> bool:
    """Whether this is an answer of accessBindings."""
    return holds(data, LISTS, is_row)


def read(given: Given) -> tuple[AccessList, ...]:
    """Every role of every binding."""
    found = answer(given.data, LISTS, is_row)
    into = Collector(given.file, "ga4", by_email=True)
    for route, row in found.rows:
        principal = into.principal(row, route, ("user", "emailAddress"))
        if not principal:
            continue
        asset = "/".join(text_of(row.get("name")).split("/")[:2])
        extras = rest(row, "user", "emailAddress", *ROLES)
        key = next((key for key in ROLES if row.get(key)), "roles")
        roles = row.get(key)
        if not isinstance(roles, list) or not roles:
            role = into.role(None, (*route, key), principal, "the binding grants nothing that this file names")
            into.add(principal, role, (*route, key), asset=asset, extras=extras)
            continue
        for position, value in enumerate(roles):
            here = (*route, key, position)
            role = into.role(value, here, principal)
            into.add(principal, role, here, asset=asset, extras=extras)
    return (into.list(found),)
