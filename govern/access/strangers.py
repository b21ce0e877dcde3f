"""Whether a list is of this house at all: lists in which nobody is known, and platforms at which everybody is another since last time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from govern.access import AccessEntry, AccessList
from govern.access.entries import key_of
from govern.access.live import at, entries
from govern.access.policy import wished
from govern.access.register import platform_name, register
from govern.core.memo import memo

if TYPE_CHECKING:
    from govern.project import Project


@memo
def domains_of_house(project: Project) -> frozenset[str]:
    """The domains that the policy allows, and those of the people whom the specs declare."""
    allowed = (domain.removeprefix("@") for domain in wished(project, "domains") or ())
    declared = (person.email.rpartition("@")[2] for person, _ in project.people() if "@" in person.email)
    return frozenset(domain.casefold() for domain in (*allowed, *declared))


def of_strangers(project: Project) -> Iterator[tuple[AccessList, list[AccessEntry]]]:
    """Each list with addresses in which nobody is declared and no address is of a domain of the house; and its people. Whoever is only
    invited is no sign of another business: a stranger is who gets an invitation."""
    house, known = domains_of_house(project), register(project)
    for people in project.live.access if house and known.grants else ():
        persons = [
            entry
            for entry in people.entries
            if entry.kind == "person" and "@" in entry.key and entry.state != "invited"
        ]
        if persons and not any(
            entry.key.rpartition("@")[2] in house or known.holder(entry) for entry in people.entries
        ):
            yield people, persons


def assets_of(project: Project, persons: Iterable[AccessEntry]) -> list[str]:
    """At what some people have a role, in words, each once."""
    return list(dict.fromkeys(at(project, entry) for entry in persons))


def exchanged(project: Project, before: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, int, list[AccessEntry]]]:
    """Each platform at which nobody of the review `before` has a role any more and others do: how many there were, and who is there now.
    One person who follows another is a change like others, so there have to be two."""
    then: dict[str, set[str]] = {}
    for row in before:
        then.setdefault(row.get("Platform", ""), set()).add(key_of(row.get("Principal", "")))
    now: dict[str, list[AccessEntry]] = {}
    for _, entry in entries(project) if then else ():
        now.setdefault(platform_name(project, entry.platform), []).append(entry)
    for platform, here in now.items():
        were = then.get(platform, set())
        if len(were) > 1 and len({entry.key for entry in here}) > 1 and not any(entry.key in were for entry in here):
            yield platform, len(were), here
