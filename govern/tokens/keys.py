"""Keys that clouds list: how old they are, when they end, and which of the people that the specs know hold them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.tokens.rotations import WARN_BEFORE, days, number
from govern.tokens.stores import Key, Listing

if TYPE_CHECKING:
    from govern.core.report import Place
    from govern.project import Project
    from govern.spec.base import Duration
    from govern.spec.sections.access import Person

OLDEST: Duration = "90d"
"""The age that a key may reach where no policy says how often credentials are changed."""


def usable(project: Project) -> Iterator[tuple[Listing, Key]]:
    """Every key with which somebody can sign in today."""
    for listing in project.live.secrets:
        for key in listing.keys:
            if key.is_active and not "" < key.ends < project.today:
                yield listing, key


def oldest(project: Project) -> tuple[Duration, bool]:
    """The age that a key may reach, and whether the specs say it."""
    said = [section.policy.rotate_every for section in project.tokens if section.policy and section.policy.rotate_every]
    return (said[-1], True) if said else (OLDEST, False)


def ending(project: Project) -> Iterator[tuple[Listing, Key, int]]:
    """The last key of each holder, where it ends within the warning or has ended: one that has a younger one beside it is being
    replaced. With the days that are left, which are below 0 where it has ended."""
    said = [section.policy.warn_before for section in project.tokens if section.policy and section.policy.warn_before]
    warned, today = days(said[-1] if said else WARN_BEFORE), number(project.today)
    last: dict[tuple[str, str], tuple[Listing, Key]] = {}
    for listing in project.live.secrets:
        for key in listing.keys:
            known = last.get((listing.store, key.holder))
            if key.is_active and (known is None or later(key) > later(known[1])):
                last[listing.store, key.holder] = listing, key
    for listing, key in last.values():
        if key.ends and number(key.ends) - today <= warned:
            yield listing, key, number(key.ends) - today


def later(key: Key) -> str:
    """The last day of a key for comparing; one without an end lives longest."""
    return key.ends or "9999-99-99"


def person_of(project: Project, key: Key) -> tuple[Person, Place] | None:
    """The declared person who holds a key, by address, name, or a number or name that the specs bind."""
    holder = key.holder.casefold()
    for person, place in project.people():
        if holder in {word.casefold() for word in (person.name, person.email, *person.aliases, *person.ids.values())}:
            return person, place
    return None


def short(id: str) -> str:
    """The identifier of a key as messages show it: it is not a secret, and it is half of one."""
    return id if len(id) <= 8 else f"{id[:4]}…{id[-4:]}"
