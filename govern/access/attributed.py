"""Whose a table of people is that does not say it itself: as somebody asks, or as the specs have it under `access.lists`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from govern.access import AccessList
from govern.access.columns import platform_of

if TYPE_CHECKING:
    from govern.spec.sections.access import Access, Listing

Lists = tuple[AccessList, ...]


def attributed(lists: Lists, platform: Callable[[AccessList], str]) -> Lists:
    """The lists, where an entry names no platform with the one that is said of its list; a word for one counts as its key."""
    return tuple(with_platform(people, platform(people)) if is_nameless(people) else people for people in lists)


def is_nameless(people: AccessList) -> bool:
    """Whether some entry of a list names no platform."""
    return not people.platform and any(not entry.platform for entry in people.entries)


def with_platform(people: AccessList, said: str) -> AccessList:
    """A list whose nameless entries are at a platform; as it is where nobody says which."""
    if not said:
        return people
    key = platform_of(said, "", "")
    return people.replace(
        entries=tuple(entry if entry.platform else entry.replace(platform=key) for entry in people.entries)
    )


def as_specs_say(lists: Lists, sections: Iterable[Access]) -> Lists:
    """The lists with what the specs say of them."""
    known = [listing for access in sections for listing in access.lists if listing.platform]
    return attributed(lists, lambda people: said_of(people, known)) if known else lists


def said_of(people: AccessList, known: Iterable[Listing]) -> str:
    """The platform that the specs name for a list."""
    return next((one.platform or "" for one in known if is_file(people.file, one.file)), "")


def is_file(file: str, named: str) -> bool:
    """Whether a file is the one that an entry of `access.lists` names: by its path, or the end of it."""
    return file == named or file.endswith(f"/{named}")
