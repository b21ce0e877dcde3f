"""What is wrong with whoever decided about a role: nobody reviews what is their own, and a reviewer is somebody whom the specs know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.access.grants import principals
from govern.core.memo import memo

if TYPE_CHECKING:
    from govern.project import Project


def is_own(project: Project, who: str, by: str) -> bool:
    """Whether a reviewer decided about a role of their own, under any address or name that the specs know."""
    names = known(project)
    return bool(by.strip()) and meant(names, by) == meant(names, who)


def stranger(project: Project, by: str, day: str) -> str:
    """Why a reviewer could not decide on a day: not one of the declared people, or gone by then. Empty where all is well, and where
    the specs declare no people or could not be read whole."""
    if not by.strip() or not project.people() or not project.is_whole("access"):
        return ""
    name = meant(known(project), by)
    person = next((person for person, _ in project.people() if person.email.casefold() == name), None)
    if person is None:
        return "is not one of the people that the specs declare"
    return f"left on {person.until}" if person.until and person.until < day else ""


@memo
def known(project: Project) -> dict[str, str]:
    """The address behind each name and address of the specs, in lower case."""
    return principals(project)[0]


def meant(names: dict[str, str], who: str) -> str:
    """Somebody's address in lower case; what the specs do not know stays as it is."""
    key = who.strip().casefold()
    return names.get(key, key)
