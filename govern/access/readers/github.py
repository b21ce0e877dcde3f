"""People of a repository or an organisation at GitHub, where specs, containers' code and deployments lie.

- `gh api repos/OWNER/REPOSITORY/collaborators --paginate` lists who may do what with a repository,
- the GraphQL fields `organization { membersWithRole { edges { role hasTwoFactorEnabled node { login email } } pageInfo { hasNextPage } } }`
  list an organisation's members with their second factor, and `repository { collaborators { edges { permission node { login } } } }`
  collaborators.

A login is bound to a person with `ids: {github: LOGIN}` in the specs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.access import AccessList, Factor
from govern.access.entries import Answer, Collector, text_of
from govern.core.reader import Given
from govern.core.report import Route

PRECEDENCE = 21
READS = "json"
HOLDS = "access"

MIGHT = ("admin", "maintain", "push", "triage", "pull")
"""The keys of `permissions`, the mightiest first."""

AS_ROLE = {"push": "write", "pull": "read"}
DEEP = 6


def matches(data: Any) -> bool:
    """Whether this is one of the answers."""
    return any(True for _ in found(data))


def found(value: Any, route: Route = (), depth: int = 0) -> Iterator[tuple[Route, dict[str, Any]]]:
    """Every row: a collaborator, or an edge between a person and what they have a role at."""
    if isinstance(value, list):
        for position, item in enumerate(value if depth < DEEP else ()):
            yield from found(item, (*route, position), depth + 1)
    elif isinstance(value, dict) and depth < DEEP + 2:
        if is_collaborator(value) or is_edge(value):
            yield route, value
            return
        for key, inside in value.items():
            if isinstance(inside, dict | list):
                yield from found(inside, (*route, key), depth + 1)


def is_collaborator(value: dict[str, Any]) -> bool:
    """Whether this is a row of the REST interface."""
    return "login" in value and isinstance(value.get("permissions"), dict)


def is_edge(value: dict[str, Any]) -> bool:
    """Whether this is an edge of the GraphQL interface."""
    node = value.get("node")
    return isinstance(node, dict) and "login" in node and ("role" in value or "permission" in value)


def more(value: Any, route: Route = (), depth: int = 0) -> Route | None:
    """Where an answer says that another page follows."""
    if not isinstance(value, dict) or depth > DEEP:
        return None
    info = value.get("pageInfo")
    if isinstance(info, dict) and info.get("hasNextPage") is True:
        return (*route, "pageInfo", "hasNextPage")
    inside = (more(one, (*route, key), depth + 1) for key, one in value.items() if isinstance(one, dict))
    return next((one for one in inside if one is not None), None)


def read(given: Given) -> tuple[AccessList, ...]:
    """Every person's role."""
    into = Collector(given.file, "github")
    for route, row in found(given.data):
        node = row["node"] if is_edge(row) else row
        principal = into.principal(node, route, ("email", "login"))
        if principal:
            role = into.role(role_of(row), route, principal)
            into.add(principal, role, route, name=text_of(node.get("name")) or text_of(node.get("login")),
                     kind="service" if node.get("type") == "Bot" else None, factor=factor_of(row))  # fmt: skip
    return (into.list(Answer((), more(given.data))),)


def role_of(row: dict[str, Any]) -> str:
    """The role, in GitHub's word for it; an older answer has permissions alone."""
    said = text_of(row.get("role_name")) or text_of(row.get("role")) or text_of(row.get("permission"))
    if said:
        return said.lower()
    allowed = row.get("permissions") or {}
    best = next((name for name in MIGHT if allowed.get(name) is True), "")
    return AS_ROLE.get(best, best)


def factor_of(row: dict[str, Any]) -> Factor:
    """Whether a member has a second factor, which owners alone can see."""
    enabled = row.get("hasTwoFactorEnabled")
    return "" if not isinstance(enabled, bool) else "on" if enabled else "off"
