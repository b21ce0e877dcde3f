"""People and system users of a Meta business, from the Graph API.

- `GET /BUSINESS/business_users?fields=name,email,role,two_fac_status` lists the people of a business,
- `GET /BUSINESS/pending_users?fields=email,role,status,created_time` those who were invited,
- `GET /BUSINESS/system_users?fields=name,role` its machine accounts,
- `GET /ASSET/agencies?fields=name,permitted_tasks` the partners' businesses that may do something with one asset, and
- `GET /ASSET/assigned_users?business=BUSINESS&fields=name,tasks` who may do what with one asset; bodies of requests
  that assign users are read as well.

The answers do not say which list they are. A role without an e-mail address or anything else that only people have is
taken for a system user's, so ask for `email`.
"""

from __future__ import annotations

import re
from typing import Any

from govern.access import AccessList, Factor, Kind, State
from govern.access.entries import Collector, answer, holds, rest, text_of
from govern.core.reader import Given
from govern.core.regex import regex
from govern.core.report import Route
from govern.source.days import day_of

PRECEDENCE = 40
READS = "json"
HOLDS = "access"

WORD = regex(r"[A-Z][A-Z_]+")
WHO = ("email", "pending_email", "id", "user", "name")
OF_PEOPLE = ("email", "pending_email", "first_name", "last_name", "title", "two_fac_status")


def is_row(value: Any) -> bool:
    """Whether this is a user with a role or with tasks, both in Meta's capitals."""
    if (
        not isinstance(value, dict)
        or "platform" in value
        or "username" in value
        or not any(key in value for key in WHO)
    ):
        return False
    tasks = value.get("tasks", value.get("permitted_tasks"))
    if isinstance(tasks, list):
        return all(isinstance(task, str) and WORD.fullmatch(task) for task in tasks)
    return WORD.fullmatch(text_of(value.get("role"))) is not None


def matches(data: Any) -> bool:
    """Whether this is one of the lists."""
    return holds(data, (), is_row)


def read(given: Given) -> tuple[AccessList, ...]:
    """The role of every user of a business, or their tasks at an asset."""
    found = answer(given.data, (), is_row)
    into = Collector(given.file, "meta")
    for route, row in found.rows:
        principal = into.principal(row, route, WHO)
        if principal:
            user(row, route, principal, into)
    return (into.list(found),)


def user(row: dict[str, Any], route: Route, principal: str, into: Collector) -> None:
    """One user: an entry for the role in the business, one for each task at the asset."""
    kind: Kind = "group" if "permitted_tasks" in row else "person"
    name = text_of(row.get("name"))
    extras = rest(row, "email", "user", "name", "role", "tasks", "permitted_tasks", "asset")
    if "role" in row:
        if not any(row.get(key) for key in OF_PEOPLE):
            kind = "service"
        role = into.role(row["role"], route, principal)
        business = row.get("business")
        id = text_of(business.get("id")) if isinstance(business, dict) else ""
        asset = f"businesses/{id}" if id else "business"
        into.add(principal, role, route, asset=asset, name=name, kind=kind, extras=extras, factor=factor_of(row),
                 state=state_of(row), since=day_of(text_of(row.get("created_time"))),
                 last_active=day_of(text_of(row.get("last_active_time"))))  # fmt: skip
    key = "tasks" if "tasks" in row else "permitted_tasks"
    tasks = row.get(key)
    if tasks and not isinstance(tasks, list):
        into.strange((*route, key), f'"{principal}" has no list of tasks', principal=principal)
    elif tasks:
        for position, task in enumerate(tasks):
            here = (*route, key, position)
            said = into.role(task, here, principal)
            into.add(principal, said, here, asset=text_of(row.get("asset")), name=name, kind=kind, extras=extras)
    elif "role" not in row:
        into.strange(route, f'"{principal}" has no tasks', principal=principal)


def factor_of(row: dict[str, Any]) -> Factor:
    """Whether a person signs in with a second factor, in Meta's words, which carry a prefix."""
    words = re.split(r"[^a-z]+", text_of(row.get("two_fac_status")).casefold())
    if not {"disabled", "inactive", "off", "none", "not"}.isdisjoint(words):
        return "off"
    return "on" if not {"enabled", "active", "on"}.isdisjoint(words) else ""


def state_of(row: dict[str, Any]) -> State:
    """Whether somebody has accepted: a pending user, or one whose only address is a pending one, has not."""
    pending = text_of(row.get("status")).casefold() in ("pending", "invited")
    return "invited" if pending or ("invite_link" in row) else ""
