"""A project: found, configured, loaded; the baseline and the files of a commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govern.project.project import Project

__all__ = ["Project"]


def __getattr__(name: str) -> Any:
    """`Project`, imported when it is asked for: finding a project and its settings needs none of it."""
    if name == "Project":
        from govern.project.project import Project

        return Project
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
