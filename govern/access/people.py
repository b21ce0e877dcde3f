"""What lists of people without roles know of somebody: whether they are still there, their second factor, when they were active."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.access import AccessEntry
from govern.access.register import register
from govern.core.memo import memo

if TYPE_CHECKING:
    from govern.project import Project


@memo
def directory(project: Project) -> dict[str, AccessEntry]:
    """Everybody in the identity providers' lists, by each of their addresses."""
    found: dict[str, AccessEntry] = {}
    for people in project.live.directories:
        for entry in people.entries if not people.platform else ():
            for key in (entry.key, *(name.lower() for name in entry.extras.get("also", ()))):
                found.setdefault(key, entry)
    return found


@memo
def activity(project: Project) -> dict[tuple[str, str], str]:
    """The last day of somebody at a platform, from its reports of activity."""
    days: dict[tuple[str, str], str] = {}
    for people in project.live.directories:
        for entry in people.entries if people.platform else ():
            key = people.platform, entry.key
            days[key] = max(days.get(key, ""), entry.last_active)
    return days


def in_directory(project: Project, entry: AccessEntry) -> AccessEntry | None:
    """What the identity provider knows of an entry's principal, under any address that the specs know."""
    known = directory(project)
    if not known:
        return None
    return next((known[key] for key in sorted(register(project).keys(entry)) if key in known), None)


def last_active(project: Project, entry: AccessEntry) -> str:
    """The last day on which somebody was active at the platform: the list's word, or that of a report of activity."""
    found = project.platform(entry.platform) if entry.platform else None
    return entry.last_active or activity(project).get((found.key if found else entry.platform, entry.key), "")
