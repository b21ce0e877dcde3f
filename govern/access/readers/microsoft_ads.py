"""Users of Microsoft Advertising, from the Customer Management service.

`GetUser` gives one user with roles by number; nothing gives everybody's roles in one call, so save one answer a user.
`SearchClientLinks` gives the agencies that may manage an account.
"""

from __future__ import annotations

from typing import Any

from govern.access import AccessList
from govern.access.entries import Collector, answer, rest, text_of
from govern.core.reader import Given
from govern.core.report import Route
from govern.source.answers import is_form
from govern.source.days import day_of

PRECEDENCE = 39
READS = "json"
HOLDS = "access"

LISTS = ("ClientLinks",)
ROLES = {
    "16": "Advertiser Campaign Manager",
    "33": "Aggregator",
    "41": "Super Admin",
    "100": "Viewer",
    "203": "Standard User",
}
"""The numbers of roles in `CustomerRoles`; another number stands for itself."""


def is_row(value: Any) -> bool:
    """Whether this is an answer of GetUser, or one link to a client."""
    if not isinstance(value, dict):
        return False
    user = isinstance(value.get("User"), dict) and isinstance(value.get("CustomerRoles"), list)
    return user or ("ClientEntityId" in value and "ManagingCustomerId" in value)


def matches(data: Any) -> bool:
    """Whether this is one of the answers."""
    return any(is_row(row) for _, row in answer(data, LISTS, is_row).rows) and not is_form(data)


def read(given: Given) -> tuple[AccessList, ...]:
    """The roles of users, and the agencies."""
    found = answer(given.data, LISTS, is_row)
    into = Collector(given.file, "microsoft_ads")
    for route, row in found.rows:
        if isinstance(row, dict) and "ManagingCustomerId" in row:
            agency(row, route, into)
        elif isinstance(row, dict) and "User" in row:
            user(row, route, into)
    return (into.list(found).replace(doubt="Microsoft lists the roles of one user at a time"),)


def user(row: dict[str, Any], route: Route, into: Collector) -> None:
    """One user: an entry for each role at each account; no accounts means all of them."""
    person = row["User"]
    contact = person.get("ContactInfo")
    named = {**person, "Email": contact.get("Email") if isinstance(contact, dict) else None}
    principal = into.principal(named, (*route, "User"), ("Email", "UserName", "Id"))
    for position, role in enumerate(row["CustomerRoles"] if principal else ()):
        here = (*route, "CustomerRoles", position)
        if not isinstance(role, dict):
            into.strange(here, f'"{principal}" has a role that is not an object', principal=principal)
            continue
        id = text_of(role.get("RoleId"))
        said = into.role(ROLES.get(id, id), here, principal)
        accounts = role.get("AccountIds") or role.get("LinkedAccountIds")
        assets = [f"accounts/{text_of(account)}" for account in accounts] if isinstance(accounts, list) else []
        for asset in assets or [f"customers/{text_of(role.get('CustomerId'))}"]:
            into.add(principal, said, here, asset=asset, extras=rest(role, "RoleId", "AccountIds", "CustomerId"))


def agency(row: dict[str, Any], route: Route, into: Collector) -> None:
    """One agency that manages an account."""
    principal = into.principal(row, route, ("ManagingCustomerName", "ManagingCustomerNumber", "ManagingCustomerId"))
    if principal:
        status = text_of(row.get("Status"))
        role = into.role(row.get("CustomerLinkPermission") or "Standard", route, principal)
        into.add(principal, role, route, asset=f"accounts/{text_of(row.get('ClientEntityId'))}", kind="group",
                 state="invited" if "pending" in status.lower() else "", since=day_of(text_of(row.get("StartDate"))),
                 extras=rest(row, "ManagingCustomerName", "CustomerLinkPermission"))  # fmt: skip
