"""When access and its approval entered the specs, by whose commit: what git has of each grant, and of each role that somebody has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govern.access.houseroles import held_roles
from govern.access.rolenames import role_key
from govern.core.memo import memo
from govern.core.record import Record
from govern.source.document import read_document
from govern.source.history import Version, versions

if TYPE_CHECKING:
    from govern.core.report import Place, Route
    from govern.project import Project
    from govern.spec.sections.access import Grant

Key = tuple[str, str, str, str, str]
"""Whom a grant gives what, where, and who approved it: an approval that is written down later is a commit of its own."""

MARKS = (b"grants", b"roles")
"""What a file says that gives somebody access."""


class Entered(Record):
    """The commit that brought a grant: its day, its author and its first line."""

    commit: str
    day: str
    author: str
    subject: str


@memo
def entered(project: Project) -> dict[Key, Entered]:
    """The newest commit that brought each grant of the specs with the approval that it has; nothing without a repository."""
    found: dict[Key, Entered] = {}
    before: dict[str, frozenset[Key]] = {}
    for version in versions(project.root, (project.config.specs,)) if project.root else ():
        now = frozenset(keys(version))
        everywhere = frozenset().union(*(known for file, known in before.items()))
        for key in now - everywhere:
            found[key] = Entered(version.commit[:12], version.day, version.author, version.subject)
        before[version.file] = now
    return found


def keys(version: Version) -> Iterator[Key]:
    """Everything that a version of a file gives to somebody; nothing of one that cannot be read."""
    if version.raw is None or not any(mark in version.raw for mark in MARKS):
        return
    data = read_document(version.raw, version.file).data
    access = data.get("access") if isinstance(data, dict) else None
    for grant in listed(access, "grants"):
        yield key(*(text(grant, name) for name in ("who", "platform", "asset", "role", "approved_by")))
    for person in listed(access, "people"):
        for role in person["roles"] if isinstance(person.get("roles"), list) else ():
            name = role if isinstance(role, str) else text(role, "role")
            yield key(text(person, "email"), "", "", name, text(role, "approved_by"))


def listed(access: Any, name: str) -> list[dict[str, Any]]:
    """The mappings of a list in the section."""
    found = access.get(name) if isinstance(access, dict) else None
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def text(entry: Any, name: str) -> str:
    """A text of an entry."""
    found = entry.get(name) if isinstance(entry, dict) else None
    return found if isinstance(found, str) else ""


def key(who: str, platform: str, asset: str, role: str, approved_by: str) -> Key:
    """What tells a grant and its approval from the others, whatever their spelling."""
    return who.casefold(), platform.casefold(), asset.casefold(), role_key(role), approved_by.casefold()


@memo
def role_names(project: Project) -> dict[tuple[str, Route], str]:
    """The role of the house that stands at a place of the specs, by file and route."""
    return {(held.place.file, held.place.route): held.name for held in held_roles(project)}


def entered_by(project: Project, grant: Grant, place: Place) -> Entered | None:
    """The commit that brought a grant; of one that follows from a role of the house, the one that gave the role."""
    house, approved_by = role_names(project).get((place.file, place.route)), grant.approved_by or ""
    if house is not None:
        return entered(project).get(key(grant.who, "", "", house, approved_by))
    return entered(project).get(key(grant.who, grant.platform, grant.asset or "", grant.role, approved_by))
