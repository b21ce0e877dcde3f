"""What the house wants of access, where several files say something: of each question the nearest answer counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from govern.access import elsewhere
from govern.access.attributed import is_file
from govern.access.columns import platform_of_folder
from govern.spec.base import is_date

if TYPE_CHECKING:
    from govern.access import AccessList
    from govern.project import Project
    from govern.spec.sections.access import Listing

MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
"""How many months lie between two reviews."""

GRACE = 30
"""A list of the last days of a period is still good for a review in the first days of the next one."""


def wished(project: Project, key: str) -> Any:
    """What the policies say under a key; nothing where none of them does."""
    said = [getattr(access.policy, key) for access in project.access if access.policy and access.policy.given(key)]
    return said[-1] if said else None


def has_policy(project: Project) -> bool:
    """Whether the specs say that access is reviewed."""
    return any(access.policy is not None for access in project.access)


def is_outside(project: Project, key: str) -> bool:
    """Whether an address is of none of the domains that the house allows; where it names none, no address is."""
    domains = {domain.casefold().removeprefix("@") for domain in wished(project, "domains") or ()}
    return bool(domains) and "@" in key and key.rpartition("@")[2] not in domains


def first_day(project: Project) -> str:
    """The first day of the period that is reviewed: of the month, the quarter or the year in which today lies."""
    months = MONTHS[wished(project, "review") or "quarterly"]
    year, month = int(project.today[:4]), int(project.today[5:7])
    return date(year, (month - 1) // months * months + 1, 1).isoformat()


def oldest_good(project: Project) -> str:
    """The first day whose lists are good for a review today."""
    return min(first_day(project), (date.fromisoformat(project.today) - timedelta(days=GRACE)).isoformat())


def listing(project: Project, people: AccessList) -> Listing | None:
    """What the specs say about a list, by the name of its file or the end of its path."""
    return listing_of(project, people.file)


def listing_of(project: Project, file: str) -> Listing | None:
    """`listing`, by the name of its file."""
    for access in project.access:
        for known in access.lists:
            if is_file(file, known.file):
                return known
    return None


def day_of_list(project: Project, people: AccessList) -> str:
    """The day on which a list was taken, as the specs say it or its name shows it; empty where nobody says so."""
    return day_of_file(project, people.file)


def day_of_file(project: Project, file: str) -> str:
    """`day_of_list`, by the name of its file."""
    known = listing_of(project, file)
    if known is not None and known.taken is not None:
        return known.taken
    parts = file.replace("\\", "/").split("/")
    found = [part[at : at + 10] for part in parts for at in range(len(part) - 9) if part[at] in "12"]
    return next((day for day in reversed(found) if is_date(day)), "")


def platforms_of(project: Project, people: AccessList) -> frozenset[str]:
    """The platforms that a list speaks about; where nothing says so, that of its listing or its folder."""
    known = listing(project, people)
    named = {people.platform or (known.platform if known else "") or "", *(entry.platform for entry in people.entries)}
    named = {name for name in named if name} or {platform_of_folder(people.file)}
    return frozenset(
        found.key if (found := project.platform(name)) else elsewhere.key_of(name) for name in named if name
    )
