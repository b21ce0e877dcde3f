"""Administrators of a Google Workspace: who may reset passwords, second factors and groups, and so let others in everywhere.

`GET https://admin.googleapis.com/admin/directory/v1/customer/my_customer/roleassignments` has people and roles by number; the names are in
`.../customer/my_customer/roles` and `.../users?customer=my_customer`. All three in one file: `jq -s . assignments.json roles.json users.json`.
A number that no user explains is bound with `ids: {google_workspace: NUMBER}`. Source:
https://developers.google.com/workspace/admin/directory/reference/rest/v1/roleAssignments and .../roles, and answers in the documentation of two
integrations, checked 2026-11-30 in stored copies.
"""

from __future__ import annotations

from typing import Any

from govern.access import AccessList
from govern.access.entries import Collector, answer, text_of
from govern.core.reader import Given

PRECEDENCE = 33
READS = "json"
HOLDS = "access"

LISTS = ("items", "users")
SUPER = "Super Admin"


def is_assignment(row: Any) -> bool:
    """Whether this gives somebody a role."""
    return isinstance(row, dict) and "roleId" in row and "assignedTo" in row


def is_row(row: Any) -> bool:
    """Whether this is an assignment, a role or a user."""
    return is_assignment(row) or (
        isinstance(row, dict) and ("roleName" in row or ("primaryEmail" in row and "id" in row))
    )


def matches(data: Any) -> bool:
    """Whether this has assignments of roles."""
    return any(is_assignment(row) for _, row in answer(data, LISTS, is_row).rows)


def read(given: Given) -> tuple[AccessList, ...]:
    """Every assignment, with the names that the file has for its numbers."""
    found = answer(given.data, LISTS, is_row)
    into = Collector(given.file, "google_workspace")
    known = [row for _, row in found.rows if isinstance(row, dict)]
    people = {
        text_of(row["id"]): text_of(row["primaryEmail"]) for row in known if "primaryEmail" in row and "id" in row
    }
    roles = {text_of(row.get("roleId")): role_of(row) for row in known if "roleName" in row}
    for route, row in found.rows:
        if is_row(row) and not is_assignment(row):
            continue
        number = into.principal(row, route, ("assignedTo",))
        if number:
            id = text_of(row.get("roleId"))
            role = roles.get(id) or into.role(id, route, number)
            unit = text_of(row.get("orgUnitId"))
            into.add(people.get(number) or number, role, route, asset=f"org_units/{unit}" if unit else "customer",
                     kind="group" if text_of(row.get("assigneeType")).casefold() == "group" else None,
                     extras={"roleAssignmentId": text_of(row.get("roleAssignmentId"))})  # fmt: skip
    return (into.list(found),)


def role_of(row: dict[str, Any]) -> str:
    """What a role is called; the one that may do everything has a name of its own in the interface."""
    return SUPER if row.get("isSuperAdminRole") is True else text_of(row.get("roleName"))
