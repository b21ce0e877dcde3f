"""What the rules over live access share: entries with what is known about their role, and how problems name them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.access import AccessEntry, AccessList
from govern.access.mailboxes import is_shared
from govern.access.register import LISTED, platform_name, rank, register
from govern.core.memo import memo
from govern.core.problem import Problem
from govern.core.report import Related

if TYPE_CHECKING:
    from govern.project import Project

EVERYBODY = {"allusers": "everybody on the internet", "allauthenticatedusers": "everybody with a Google account"}
"""Members of a policy of Google Cloud who are nobody of the house."""


def entries(project: Project) -> Iterator[tuple[AccessList, AccessEntry]]:
    """Every entry of every list."""
    for people in project.live.access:
        for entry in people.entries:
            yield people, entry


def has_left(project: Project, entry: AccessEntry) -> bool:
    """Whether the specs know that its principal is gone: `access/departed-person` says so, and the rest follows."""
    holder = register(project).holder(entry)
    return holder is not None and "" < holder.until < project.today


def is_undeclared(project: Project, entry: AccessEntry) -> bool:
    """Whether grants are declared and none speaks for an entry, of somebody who is not gone."""
    known = register(project)
    if entry.key in EVERYBODY:
        return False  # no grant could: `access/open-to-everybody` says so
    if not known.grants or not entry.role or has_left(project, entry) or not allows_something(project, entry):
        return False
    return known.grant(entry) is None


@memo
def sounds_shared(_project: Project, key: str) -> bool:
    """Whether an address is called after a task: one has many entries."""
    return is_shared(key)


def is_of_many(project: Project, entry: AccessEntry) -> bool:
    """Whether an address is called after a task, and not after somebody of the specs whose name is that: Info Tan has `info@`."""
    if not sounds_shared(project, entry.key):
        return False
    holder = register(project).holder(entry)
    domain = entry.key.rpartition("@")[2]
    return holder is None or is_shared(f"{'.'.join(holder.name.casefold().split())}@{domain}")


def allows_something(project: Project, entry: AccessEntry) -> bool:
    """Whether a role lets somebody do anything at all; one that nobody knows may."""
    allowed = rank(project, entry)
    return allowed is None or allowed > LISTED


def problem(
    entry: AccessEntry, message: str, *, help: str = "", about: str = "", related: tuple[Related, ...] = ()
) -> Problem:
    """A problem of an entry; its subject is who, where and with which role, whatever the file is called."""
    subject = "\n".join((entry.platform, entry.asset, entry.key, entry.role, about))
    return Problem(entry.place, message, related, help, subject)


def at(project: Project, entry: AccessEntry) -> str:
    """Where an entry holds, for messages: `Google Tag Manager, GTM-ABC1234`."""
    asset = register(project).names.get(entry.asset, entry.asset)
    parts = [platform_name(project, entry.platform) if entry.platform else "", asset]
    return ", ".join(part for part in parts if part) or "the list"
