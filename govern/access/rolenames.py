"""The names of roles: spellings that mean one role, and what a platform has under a name."""

from __future__ import annotations

import re
from functools import lru_cache

from govern.platforms.facts import Role


@lru_cache(maxsize=1024)
def role_key(role: str) -> str:
    """A role for comparing: `predefinedRoles/editor`, `Editor` and `EDITOR` are one. A list has many entries and few roles."""
    return re.sub(r"[^a-z0-9]", "", role.rpartition("/")[2].casefold())


def same_role(one: str, other: str) -> bool:
    """Whether two spellings mean one role."""
    return one == other or role_key(one) == role_key(other)


def roles_meant(roles: tuple[Role, ...], name: str) -> list[Role]:
    """The roles that a platform has under a name."""
    return [role for role in roles if same_role(role.name, name)]
