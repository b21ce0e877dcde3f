"""Names of platforms with a slip in them. Other names are other platforms: `aws` is no misspelt `aw`."""

from __future__ import annotations

from govern.model.spec import digits, letters
from govern.project import Project

SHORTEST = 3
"""How many letters have to be written so that one may be wrong; of a shorter name of a platform none may."""

OTHERS = frozenset({"sap"})
"""Names of other systems that come that near to one of ours."""


def platform_meant(project: Project, name: str) -> str:
    """The platform that a name misses by one slip; empty where it is known, or none or several are that near."""
    if project.platform(name) is not None:
        return ""
    if name.casefold() in OTHERS:
        return ""
    words = {word for word in project.platform_words() if is_slip(letters(name), letters(word))}
    keys = {found.key for word in words if (found := project.platform(word)) is not None}
    return min(words) if len(keys) == 1 else ""


def is_slip(written: str, meant: str) -> bool:
    """Whether two words differ in a sign between their parts only, in two letters that changed places, or in one letter."""
    if digits(written) != digits(meant):
        return False
    if written == meant or (written in swapped(meant) and len(meant) > 2):
        return True
    if len(written) < SHORTEST or len(meant) <= SHORTEST or abs(len(written) - len(meant)) > 1:
        return False
    short, long = sorted((written, meant), key=len)
    if len(short) < len(long):
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    return sum(one != other for one, other in zip(short, long, strict=True)) == 1


def swapped(word: str) -> set[str]:
    """A word with any two neighbouring letters exchanged."""
    return {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
