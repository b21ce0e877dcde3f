"""Who may use an app through Okta, which stands in front of an analytics or advertising tool.

- `GET https://ORGANISATION.okta.com/api/v1/apps/APP/users` lists people; whom a group brings has the scope `GROUP`,
- `GET https://ORGANISATION.okta.com/api/v1/apps/APP/groups?expand=group` lists groups, whose members are a list of their own.

The role is the one of the app's profile, else `assigned`. Source: the models in
https://developer.okta.com/docs/api/openapi/okta-management/management/tag/ApplicationUsers/ and the answers in tests of Okta's SDKs, checked
2026-11-30 in stored copies.
"""

from __future__ import annotations

from typing import Any

from govern.access import AccessList, State
from govern.access.entries import Collector, answer, text_of
from govern.core.reader import Given
from govern.source.days import day_of

PRECEDENCE = 32
READS = "json"
HOLDS = "access"

ENDED = frozenset({"SUSPENDED", "DEPROVISIONED", "INACTIVE", "REVOKED", "UNASSIGNED"})
WAITS = frozenset({"PENDING", "STAGED"})


def linked(row: Any, name: str) -> str:
    """The last part of the address that a row links to under a name."""
    links = row.get("_links") if isinstance(row, dict) else None
    link = links.get(name) if isinstance(links, dict) else None
    return text_of(link.get("href")).rstrip("/").rpartition("/")[2] if isinstance(link, dict) else ""


def is_person(row: Any) -> bool:
    """Whether this is somebody with an app."""
    return isinstance(row, dict) and row.get("scope") in ("USER", "GROUP") and isinstance(row.get("credentials"), dict)


def is_group(row: Any) -> bool:
    """Whether this is a group with an app."""
    return isinstance(row, dict) and "priority" in row and bool(linked(row, "app"))


def is_row(row: Any) -> bool:
    """Whether this is either."""
    return is_person(row) or is_group(row)


def matches(data: Any) -> bool:
    """Whether this is one of the lists."""
    return any(is_row(row) for _, row in answer(data, (), is_row).rows)


def read(given: Given) -> tuple[AccessList, ...]:
    """Everybody with the app. The interface says in a header that another page follows, which no file shows."""
    found = answer(given.data, (), is_row)
    into = Collector(given.file, "okta")
    for route, row in found.rows:
        profile = row.get("profile") if is_row(row) and isinstance(row.get("profile"), dict) else {}
        app = linked(row, "app")
        if is_group(row):
            name = text_of(group_of(row).get("name"))
            principal = name or into.principal(row, route, ("id",))
        else:
            named = row["credentials"] if is_person(row) else row
            principal, name = into.principal(named, route, ("userName",)), name_of(profile)
        if principal:
            role = text_of(profile.get("role")) or "assigned"
            into.add(principal, role, route, asset=f"apps/{app}" if app else "", name=name, kind="group" if is_group(row) else None,
                     since=day_of(text_of(row.get("created"))), state=state_of(row),
                     extras={"also": [text_of(profile.get("email"))], "scope": row.get("scope")})  # fmt: skip
    return (into.list(found).replace(doubt="Okta says in a header whether another page follows"),)


def group_of(row: dict[str, Any]) -> dict[str, Any]:
    """The profile of a group, where the call asked for it."""
    embedded = row.get("_embedded")
    group = embedded.get("group") if isinstance(embedded, dict) else None
    profile = group.get("profile") if isinstance(group, dict) else None
    return profile if isinstance(profile, dict) else {}


def name_of(profile: dict[str, Any]) -> str:
    """What somebody is called."""
    return " ".join(filter(None, (text_of(profile.get("firstName")), text_of(profile.get("lastName")))))


def state_of(row: dict[str, Any]) -> State:
    """Whether the app can be used."""
    status = text_of(row.get("status"))
    return "suspended" if status in ENDED else "invited" if status in WAITS else "active" if status else ""
