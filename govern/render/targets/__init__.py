"""What is deployed, from the specs: one file a target, see `Target`. What a target lays out is in `templates/`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from govern.core.registry import in_position
from govern.core.report import Artifact
from govern.project import Project


@runtime_checkable
class Target(Protocol):
    """A module that is a target. `WRITES` says in help what it makes, `POSITION` is its place there.

    It may have `remarks(project)` as well: what it makes nothing of, in words for people; and `lacks(project)`: why it makes nothing at
    all, with the way out.
    """

    WRITES: str
    POSITION: int

    def artifacts(self, project: Project) -> Iterable[Artifact]:
        """What it makes of the specs, by path below the project."""


def targets() -> dict[str, str]:
    """The targets there are, and what each writes, in their order."""
    return in_position("render/targets", "WRITES")
