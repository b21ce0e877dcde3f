"""Who can give access to others, by platform and account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.access.live import entries
from govern.access.register import ADMIN, rank, register
from govern.core.memo import memo
from govern.core.record import Record

if TYPE_CHECKING:
    from govern.project import Project

USUAL_MIN, USUAL_MAX = 2, 5
"""How many administrators there are where no policy says how many."""

ACCOUNTS = ("account", "customers/", "business")
"""How assets begin above which there is nobody else who could give access."""


class Administrators(Record):
    """The people who administer one asset. `is_whole` where the list is complete and nothing stands above the asset."""

    file: str
    platform: str
    asset: str
    people: frozenset[str]
    is_whole: bool


@memo
def administrators(project: Project) -> tuple[Administrators, ...]:
    """Every asset with at least one administrator, machines not counted."""
    platform_key = register(project).platform_key
    found: dict[tuple[str, str, str], set[str]] = {}
    whole: dict[tuple[str, str, str], bool] = {}
    for people, entry in entries(project):
        allowed = rank(project, entry)
        if entry.kind == "person" and allowed is not None and allowed >= ADMIN:
            key = (people.file, platform_key(entry.platform), entry.asset)
            found.setdefault(key, set()).add(entry.key)
            complete = people.more is None and people.is_list and people.platform != ""
            whole[key] = complete and entry.asset.startswith(ACCOUNTS)
    return tuple(Administrators(*key, frozenset(names), whole[key]) for key, names in found.items())


def limits(project: Project) -> tuple[int | None, int | None]:
    """How many administrators the policy asks for, at least and at most. Of several policies the nearest counts, none that
    contradicts itself."""
    ranges = [access.policy.admins for access in project.access if access.policy and access.policy.admins]
    least = next((bounds.min for bounds in reversed(ranges) if bounds.min is not None), None)
    most = next((bounds.max for bounds in reversed(ranges) if bounds.max is not None), None)
    return (None, None) if least is not None and most is not None and least > most else (least, most)
