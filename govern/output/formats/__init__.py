"""The formats of a report: one file each, found by its name, imported when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TextIO, runtime_checkable

from govern.core.registry import in_position, modules, said_by

if TYPE_CHECKING:
    from govern.core.report import Report
    from govern.output.safe import Look

ROOM = "output/formats"
FORMATS: tuple[str, ...] = modules(ROOM)
"""The names `--format` takes."""


@runtime_checkable
class Format(Protocol):
    """A module that is a format. `POSITION` is its place in help.

    One that says `WHOLE = True` is for programs, which get a whole document even where there is nothing to say; one
    that says `NAMES_DAY = False` has no place for the day that a project holds still.
    """

    POSITION: int

    def write(self, report: Report, stream: TextIO, look: Look) -> None:
        """Write a report, whole and ending in a newline, its strings made safe for the medium."""


def formats_in_order() -> tuple[str, ...]:
    """The formats in the order of the help."""
    return tuple(in_position(ROOM, "POSITION"))


def is_whole(format: str) -> bool:
    """Whether a format is a whole document even where there is nothing to say."""
    return bool(said_by(f"{ROOM}/{format}").get("WHOLE", False))


def names_day(format: str) -> bool:
    """Whether a format tells the day that a project holds still."""
    return bool(said_by(f"{ROOM}/{format}").get("NAMES_DAY", True))
