"""The settings of a project, and the folders in which a team adds to the tool itself."""

from __future__ import annotations

from typing import ClassVar, Literal

from govern.core.record import Record
from govern.core.report import Place
from govern.source.document import Document
from govern.source.files import CONFIG
from govern.spec.base import Date, ListColumn, Name

PLATFORMS, RULES = "platforms", "rules"
"""The folders beside `govern.yaml`, or in a folder that `extends` names, with what a team adds to the tool itself."""


class RuleSetting(Record):
    """What a project says about one rule: another level, or `off`, and why."""

    rule: str
    """The ID of a rule, such as csp/wildcard-source."""
    level: Literal["error", "warning", "note", "off"]
    """The level that its findings have here, or off."""
    reason: str | None = None
    """Why."""


class Config(Record):
    """`govern.yaml`. Folders are relative to it; `targets` are what is rendered when nothing is named, everything if empty.

    `today` holds the day still: an example or an archive says the same for ever. Every report then names the day.
    `_document` is where it was read from; it is not a part of the value."""

    _document: ClassVar[Document | None] = None

    version: int = 1
    """The version of the language of this file."""
    name: Name | None = None
    """What the project is called."""
    specs: str = "specs"
    """The folder of spec files."""
    exports: str = "exports"
    """The folder of exports from live systems."""
    captures: str = "captures"
    """The folder of captured traffic, which check looks at where it is there."""
    reviews: str = "reviews"
    """The folder in which reports of access reviews are kept, for the next one."""
    output: str = "build"
    """The folder that rendered files are written to."""
    timezone: str = "UTC"
    """The time zone in which days begin and end, such as Europe/Madrid."""
    today: Date | None = None
    """The day that the project is judged as of, for ever: for examples and archives only."""
    targets: tuple[str, ...] = ()
    """What is rendered when nothing is named; everything without."""
    extends: tuple[str, ...] = ()
    """Folders whose platforms and rules are taken over."""
    rules: tuple[RuleSetting, ...] = ()
    """Levels of single rules that differ from their own."""
    columns: dict[str, ListColumn] = {}
    """What headings of the project's own lists mean, where readers do not know them."""

    def place(self, *route: str | int) -> Place:
        """The place of a value."""
        document = self._document
        if document is None:
            return Place(CONFIG, route)
        from govern.source.positions import Positions

        return Place(document.file, route, Positions(document).place(route)[1])


def below(file: str) -> tuple[str, str]:
    """The folder of the two that a file is in, and its path from there: of `rules/platforms/x.py` the first one."""
    parts = file.split("/")
    at = next((number for number, part in enumerate(parts) if part in (PLATFORMS, RULES)), 0)
    return parts[at], "/".join(parts[at + 1 :])


def is_below(file: str, folder: str) -> bool:
    """Whether a file is in such a folder."""
    return below(file)[0] == folder
