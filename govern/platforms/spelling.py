"""Names of platforms with a slip in them. Other names are other platforms: `aws` is not a misspelt `aw`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.spec.spelling import is_slip, letters

if TYPE_CHECKING:
    from govern.project import Project

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
