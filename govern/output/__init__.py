"""Reports on their way out: `formats/` has a file a format; the other modules are what formats share.

Strings in a report come from the user's files, so every format spells them with `safe`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, TextIO

from govern.output.formats import FORMATS
from govern.output.safe import About, Look, Manual, Patches

if TYPE_CHECKING:
    from collections.abc import Callable

    from govern.core.report import Part, Report


def write(
    report: Report,
    format: str,
    stream: TextIO,
    *,
    color: bool = False,
    width: int = 80,
    clean: str = Look.clean,
    manuals: Callable[[str], Manual | None] | None = None,
    patches: Patches | None = None,
    details: bool = False,
    pages: str = "",
    links: bool = False,
    about: About | None = None,
) -> None:
    """Write the report to the stream, whole and ending in a newline.

    `format` is one of `FORMATS`. `width` counts terminal columns. `clean` is what people are told when there is
    nothing to report, so a verb can say what it looked for: "no difference". `manuals` is asked for what is known of a
    rule, `patches` for what the fixes of findings would change, by formats that have a place for it. Characters that the stream's encoding
    lacks are written as escapes. `pages`, `links` and `about` are as in `Look`. With `details` people are told of each piece of housekeeping, and not of how much there is.
    """
    if format not in FORMATS:
        raise ValueError(f'format "{format}" is not one of {", ".join(FORMATS)}')
    if report.today:
        report = report.replace(notes=(as_of(report.today), *report.notes), parts=tuple(map(dated, report.parts)))
    import_module(f"{__name__}.formats.{format}").write(
        report, stream, Look(color, width, clean, manuals, patches, details, pages, links, about)
    )


def dated(part: Part) -> Part:
    """A part of a report with a remark that names the day which its project holds still."""
    day = part.report.today
    return part.replace(report=part.report.replace(notes=(as_of(day), *part.report.notes))) if day else part


def as_of(today: str) -> str:
    """The sentence that names the day which a project holds still."""
    return f'judged as of {today}, the "today" of govern.yaml'
