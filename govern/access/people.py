"""What lists of people without roles know of somebody: whether they are still there, their second factor, when they were active."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.access import AccessEntry
from govern.access.policy import day_of_file
from govern.access.register import register
from govern.core.memo import memo
from govern.source.ago import is_ago, told_day

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


def is_gone(project: Project, known: AccessEntry) -> bool:
    """Whether an identity provider, or a list of whoever leaves, says that somebody is not there any more."""
    return known.state == "suspended" or "" < known.extras.get("until", "") < project.today


def last_active(project: Project, entry: AccessEntry) -> str:
    """The last day on which somebody was active at the platform: the list's word, or that of a report of activity."""
    found = project.platform(entry.platform) if entry.platform else None
    said = entry.last_active or activity(project).get((found.key if found else entry.platform, entry.key), "")
    return day_told(project, entry, said)


def since(project: Project, entry: AccessEntry) -> str:
    """The day on which the access, or the invitation to it, began; empty where the list does not say."""
    return day_told(project, entry, entry.since)


def day_told(project: Project, entry: AccessEntry, said: str) -> str:
    """What a list says of a day; where it says how long ago it was, that day. Of a list that has no day itself it is the latest that
    it can be."""
    if not said or not is_ago(said):
        return said
    return told_day(said, day_of_file(project, entry.place.file) or project.today)
