"""Two lists of access, an older and a newer one: who came, who left, whose rights were raised or lowered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from govern.access import BY_FILE, AccessEntry, AccessList
from govern.access.register import platform_name, rank
from govern.access.rolenames import role_key
from govern.core.record import Record
from govern.core.report import Change, FieldChange

if TYPE_CHECKING:
    from govern.project import Project

WORDS = {
    "owner": 100, "admin": 90, "administrator": 90, "superadmin": 90, "fullcontrol": 90, "manage": 90, "manager": 80,
    "publish": 60, "publisher": 60, "standard": 60, "advertise": 60, "approve": 50, "edit": 40, "editor": 40, "write": 40,
    "analyst": 20, "analyze": 20, "viewer": 10, "view": 10, "read": 10, "readonly": 10, "reader": 10, "user": 5, "none": 0,
}  # fmt: skip
"""How much roles allow by their words alone, in a table that does not say of which platform they are."""

Key = tuple[str, str, str]
UNNAMED = "what its file is called after"
"""An asset that a list does not name: two such lists are of one asset, whatever their files are called."""


class Held(Record):
    """Everything that somebody has at one asset."""

    principal: str
    kind: str
    owner: str
    roles: tuple[str, ...]
    rank: int | None
    facts: dict[str, str]


def changed(project: Project, before: Iterable[AccessList], after: Iterable[AccessList]) -> Iterator[Change]:
    """The changes from the older lists to the newer ones, by platform and asset, then by person."""
    older, newer = held(project, before), held(project, after)
    for key in sorted(older.keys() | newer.keys()):
        was, now = older.get(key), newer.get(key)
        if was is None or now is None:
            here = now or was
            assert here is not None
            yield Change(
                "add" if was is None else "remove", here.kind, here.principal, here.owner, tuple(told(was, now))
            )
        elif fields := tuple(told(was, now)):
            yield Change("change", now.kind, now.principal, now.owner, fields)


def held(project: Project, lists: Iterable[AccessList]) -> dict[Key, Held]:
    """What everybody has, by platform, asset and principal; several roles at one asset are one thing."""
    entries: dict[Key, list[AccessEntry]] = {}
    for people in lists:
        for entry in people.entries:
            known = project.platform(entry.platform) if entry.platform else None
            asset = UNNAMED if entry.extras.get(BY_FILE) else entry.asset
            entries.setdefault((known.key if known else entry.platform, asset, entry.key), []).append(entry)
    return {key: holding(project, found) for key, found in entries.items()}


def holding(project: Project, entries: list[AccessEntry]) -> Held:
    """All entries of somebody at one asset as one."""
    first = entries[0]
    where = f"{platform_name(project, first.platform, '')} {first.asset}".strip() or "access list"
    roles = tuple(sorted({entry.role for entry in entries if entry.role}, key=lambda role: (role_key(role), role)))
    ranks = [found for entry in entries if (found := rank_of(project, entry)) is not None]
    facts = {"second factor": first.factor, "state": first.state}
    return Held(first.shown.strip(), "user" if first.kind == "person" else first.kind, where, roles,
                max(ranks, default=None), {name: value for name, value in facts.items() if value})  # fmt: skip


def rank_of(project: Project, entry: AccessEntry) -> int | None:
    """How much a role allows, by the facts of its platform, or by its word where nobody says which platform it is."""
    found = rank(project, entry)
    return WORDS.get(role_key(entry.role)) if found is None and not entry.platform else found


def told(was: Held | None, now: Held | None) -> Iterator[FieldChange]:
    """What differs: the roles, with the word for it, and what is known of the person on both sides."""
    before, after = roles_of(was), roles_of(now)
    if [role_key(role) for role in (was.roles if was else ())] != [
        role_key(role) for role in (now.roles if now else ())
    ]:
        yield FieldChange((direction(was, now),), before, after)
    for name in ("second factor", "state") if was and now else ():
        one, other = value(was, name), value(now, name)
        if one and other and one != other:
            yield FieldChange((name,), one, other)


def roles_of(held: Held | None) -> str | None:
    """The roles of somebody in words; nothing where they have none at all."""
    return ", ".join(held.roles) or "no role" if held is not None else None


def value(held: Held | None, name: str) -> Any:
    """What is known of somebody under a name."""
    return held.facts.get(name) if held is not None else None


def direction(was: Held | None, now: Held | None) -> str:
    """Whether somebody may do more or less than before; only `role` where nobody can tell."""
    if was is None or now is None or was.rank is None or now.rank is None or was.rank == now.rank:
        return "role"
    return "role, raised" if now.rank > was.rank else "role, lowered"


def summed(changes: Iterable[Change]) -> str:
    """What happened, counted."""
    counts = {"came": 0, "left": 0, "raised": 0, "lowered": 0}
    for change in changes:
        words = " ".join(str(step) for field in change.fields for step in field.route)
        if change.action in ("add", "remove"):
            counts["came" if change.action == "add" else "left"] += 1
        for word in ("raised", "lowered"):
            counts[word] += word in words
    return ", ".join(f"{count} {word}" for word, count in counts.items())
